import { administrationServices } from './administration-services.ts'
import { assistantsOf } from './assistant-services.ts'
import { authorityServices } from './authority-services.ts'
import type { KeyLinks } from '../access/key-links.ts'
import type { Mailer } from '../access/mailer.ts'
import type { Instance } from '../compose.ts'
import type { Secrets } from '../config/secrets.ts'
import { jobsOf, jobTasks } from './job-services.ts'
import type { OAuthSettings } from './oauth-services.ts'
import type { ConsoleServices } from '../protocols/console/dependencies.ts'
import type { McpServices } from '../protocols/mcp/dependencies.ts'
import type { Task } from '../schedule/timetable.ts'
import { signInServices, signInTask, signOnWays } from './sign-in-services.ts'

/** What the console shares with the other faces. */
export interface ConsoleParts {
  readonly services: McpServices &
    Pick<ConsoleServices, 'ca' | 'limiter' | 'clock' | 'notifications'>
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly keyLinks: KeyLinks
  readonly oauth: OAuthSettings
  /** Where people reach the dashboard, without a trailing slash; known only after listening. */
  readonly publicUrl: () => string
  /** Ends what is followed. */
  readonly ending: AbortSignal
}

export interface ConsoleRoom {
  readonly console: ConsoleServices
  readonly tasks: readonly Task[]
}

/** The rooms of verbs behind the console, each by its own composition; `resources` disposes of what they hold. */
export async function consoleOf(
  instance: Instance,
  parts: ConsoleParts,
  resources: AsyncDisposableStack,
): Promise<ConsoleRoom> {
  const { services, secrets, mailer, keyLinks, oauth, publicUrl, ending } = parts
  const { ca, limiter, clock, notifications } = services
  const signIn = await signInServices(instance, secrets, publicUrl)
  const { jobs, views, runner } = jobsOf(instance, ca, signIn.sessions, ending)
  resources.use(runner)
  const console: ConsoleServices = {
    ca,
    limiter,
    clock,
    notifications,
    ...signIn,
    ...authorityServices(instance),
    ...administrationServices(instance, {
      secrets,
      mailer,
      baseUrl: publicUrl,
      signOn: () => signOnWays(instance.config),
    }),
    keyLinks,
    assistants: assistantsOf(instance, services),
    programs: oauth.programs,
    jobs,
    views,
  }
  return {
    console,
    tasks: [signInTask(instance), ...jobTasks(instance, runner)],
  }
}
