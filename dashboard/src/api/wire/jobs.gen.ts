// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Job {
  id: string
  kind: 'renew' | 'revoke'
  status: 'queued' | 'running' | 'paused' | 'cancelled' | 'done'
  total: number
  done: number
  failed: number
  reason: string | null
  validity_days: number | null
  needs_passphrase: boolean
  delivery_key: string | null
  asked_by: string
  is_own: boolean
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export interface JobItem {
  position: number
  certificate_id: string
  label: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  code: string | null
  message: string | null
  result_id: string | null
  sealed_key: string | null
}

export interface ListJobsResponse {
  jobs: Job[]
}

export interface CreateJobResponse {
  job: Job
}

export interface GetJobResponse {
  job: Job
}

export interface ListJobItemsQuery {
  page?: number | undefined
  pageSize?: number | undefined
  failedOnly?: 'true' | 'false' | undefined
}

export interface ListJobItemsResponse {
  items: JobItem[]
}

export interface CancelJobResponse {
  job: Job
}

export interface RetryJobResponse {
  job: Job
}

export interface ResumeJobResponse {
  job: Job
}

export interface ForgetJobKeysResponse {
  forgotten: true
}

export interface JobsOperations {
  listJobs: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListJobsResponse
  }
  createJob: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      kind: 'renew' | 'revoke'
      certificateIds: string[]
      reason?: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn' | undefined
      validityDays?: number | undefined
      deliveryKey?: string | undefined
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: CreateJobResponse
  }
  getJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetJobResponse
  }
  listJobItems: {
    path: {
      workspaceId: string
      id: string
    }
    query: ListJobItemsQuery
    body: Record<string, never>
    response: ListJobItemsResponse
  }
  followJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  cancelJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CancelJobResponse
  }
  retryJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: RetryJobResponse
  }
  resumeJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: ResumeJobResponse
  }
  forgetJobKeys: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ForgetJobKeysResponse
  }
}

export const JOBS_ROUTES = {
  listJobs: ['get', '/console/v1/workspaces/{workspaceId}/jobs'],
  createJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs'],
  getJob: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}'],
  listJobItems: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}/items'],
  followJob: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}/events'],
  cancelJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/cancel'],
  retryJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/retry'],
  resumeJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/resume'],
  forgetJobKeys: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/forget-keys'],
} as const
