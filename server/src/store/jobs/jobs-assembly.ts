import type { Engine } from '../engine.ts'
import type { JobStore, SavedViewStore } from './jobs-store.ts'

export function assembleJobs(engine: Engine): JobStore {
  return {
    get: (id) => engine.read('getJob', { id }),
    list: (workspaceId, userId, limit) => engine.scan('listJobs', { workspaceId, userId, limit }),
    items: (id, page) => engine.scan('listJobItems', { id, page }),
    claimable: (now) => engine.read('claimableJobs', { now }),
    create: (job, items, lease, audit) => engine.write('createJob', { job, items, lease, audit }),
    claim: (id, lease) => engine.write('claimJob', { id, lease }),
    advance: (id, lease, finished) => engine.write('advanceJob', { id, lease, finished }),
    finish: (id, finished) => engine.write('finishJobItem', { id, finished }),
    pause: (id, holder) => engine.write('pauseJob', { id, holder }),
    resume: (id, lease, audit) => engine.write('resumeJob', { id, lease, audit }),
    cancel: (id, at, audit) => engine.write('cancelJob', { id, at, audit }),
    retry: (id, lease, audit) => engine.write('retryJob', { id, lease, audit }),
    forgetKeys: (which) => engine.write('forgetJobKeys', { which }),
    prune: (endedBefore) => engine.write('pruneJobs', { endedBefore }),
  }
}

export function assembleSavedViews(engine: Engine): SavedViewStore {
  return {
    list: (workspaceId, userId, page) =>
      engine.read('listSavedViews', { workspaceId, userId, page }),
    save: (view, most) => engine.write('saveView', { view, most }),
    remove: (id, workspaceId, userId) => engine.write('removeView', { id, workspaceId, userId }),
  }
}
