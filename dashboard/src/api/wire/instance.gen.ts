// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Backup {
  name: string
  bytes: number
  created_at: string
}

export interface Instance {
  version: string
  node: string
  openssl: string
  started_at: string
  database: {
    kind: 'sqlite' | 'postgres'
    schema: number
    milliseconds: number | null
    bytes: number | null
  }
  disk: {
    free_bytes: number
    total_bytes: number
  } | null
  clock: {
    now: string
    is_behind: boolean
  }
  lists_due: number
  responders_due: number
  mail_is_configured: boolean
  backups_are_offered: boolean
  sign_on: ({
    kind: 'password' | 'passkey' | 'oidc' | 'github'
    name: string
    is_configured: boolean
  })[]
}

export interface InstanceWorkspace {
  id: string
  name: string
  slug: string
  plan: 'free' | 'pro'
  created_at: string
  archived_at: string | null
  members: number
  cas: number
  api_keys: number
}

export interface GetInstanceResponse {
  instance: Instance
}

export interface ListInstanceWorkspacesResponse {
  workspaces: InstanceWorkspace[]
}

export type ChangeWorkspacePlanResponse = Record<string, never>

export interface SendTestMailResponse {
  to: string
}

export interface ListBackupsResponse {
  backups: Backup[]
}

export interface CreateBackupResponse {
  backup: Backup
}

export type DeleteBackupResponse = Record<string, never>

export interface InstanceOperations {
  getInstance: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: GetInstanceResponse
  }
  listInstanceWorkspaces: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListInstanceWorkspacesResponse
  }
  changeWorkspacePlan: {
    path: {
      id: string
    }
    query: Record<string, never>
    body: {
      plan: 'free' | 'pro'
    }
    response: ChangeWorkspacePlanResponse
  }
  sendTestMail: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: SendTestMailResponse
  }
  listBackups: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListBackupsResponse
  }
  createBackup: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: CreateBackupResponse
  }
  downloadBackup: {
    path: {
      name: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  deleteBackup: {
    path: {
      name: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: DeleteBackupResponse
  }
}

export const INSTANCE_ROUTES = {
  getInstance: ['get', '/console/v1/instance'],
  listInstanceWorkspaces: ['get', '/console/v1/instance/workspaces'],
  changeWorkspacePlan: ['put', '/console/v1/instance/workspaces/{id}/plan'],
  sendTestMail: ['post', '/console/v1/instance/test-mail'],
  listBackups: ['get', '/console/v1/instance/backups'],
  createBackup: ['post', '/console/v1/instance/backups'],
  downloadBackup: ['get', '/console/v1/instance/backups/{name}/download'],
  deleteBackup: ['delete', '/console/v1/instance/backups/{name}'],
} as const
