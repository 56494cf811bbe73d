import type { TextTree } from '../tree.ts'

export const mcp = {
  connect: {
    title: 'Connect an AI assistant',
    intro:
      'Assistants that speak the Model Context Protocol (MCP) list, issue, renew and revoke certificates for you, within rights that you give them.',
    address: 'Address of this server for assistants',
    clients: 'Programs',
  },
  reach: {
    thisMachine: {
      title: 'Only programs on this machine reach this address',
      text: 'For others the operator sets CERTMAN_PUBLIC_URL. Claude (its desktop app too) and ChatGPT connect from the cloud of their makers: they would need a public name, or a tunnel.',
    },
    privateNetwork: {
      title: 'Only programs in your network reach this address',
      text: 'Claude Code, Cursor and VS Code on your machines do. Claude (its desktop app too) and ChatGPT connect from the cloud of their makers: they need a tunnel and a publicly trusted certificate.',
    },
    publicName: {
      title: 'Programs anywhere can reach this address',
      text: 'If it is open to the internet. Claude (its desktop app too) and ChatGPT connect from the cloud of their makers and accept only a publicly trusted certificate.',
    },
  },
  plain: {
    title: 'Without TLS',
    text: 'Keys and tokens cross the network unprotected. Set CERTMAN_TLS, or let a proxy end TLS, before anybody connects.',
  },
  signIn: { oauth: 'Sign in with the browser', apiKey: 'With an API key' },
  shell: 'in a terminal',
  install: 'Add to {{name}}',
  client: {
    claudeCode: {
      name: 'Claude Code',
      steps: 'Run this command, then type /mcp in Claude Code and choose certman to sign in.',
    },
    claude: {
      name: 'Claude',
      steps:
        'Customize → Connectors → + → Add custom connector. Paste the address, then connect and sign in. The configuration file of the desktop app takes no addresses.',
    },
    cursor: {
      name: 'Cursor',
      steps:
        'Add it with one click, or put this into the file; then sign in under Customize, in the sidebar.',
    },
    vscode: {
      name: 'VS Code',
      steps: 'Add it with one click, or put this into the file of your project.',
    },
    chatgpt: {
      name: 'ChatGPT',
      steps:
        'Settings → Apps → Advanced settings: turn developer mode on. Then Create app: paste the address, choose OAuth and sign in.',
    },
    other: {
      name: 'Others',
      steps:
        'Programs that connect over HTTP take the address. For those that only start a program there is the command line: certman mcp passes everything on.',
    },
  },
  test: {
    title: 'Does it work?',
    intro: 'The server looks at its own address as an assistant would.',
    run: 'Test the endpoint',
    ok: 'Works',
    failed: 'Does not work',
    step: {
      reach: 'The address answers',
      signIn: 'The way to the sign-in is found',
      protocol: 'The protocol answers',
    },
  },
  promises: {
    title: 'What assistants cannot do',
    keys: 'See private keys: they get a link that opens once, for you, signed in, within ten minutes. An exception is stated on the API key or grant itself.',
    plan: 'Revoke at once: first comes a plan in words, and only your consent makes it happen. The same for many certificates in a row.',
    passphrase: 'Learn the passphrase of a protected CA: they send you here instead.',
    rights:
      'More than their API key or grant may, on the CAs that you ticked. What they did stands in the audit log.',
  },
  activity: {
    title: 'What assistants did lately',
    none: 'No assistant has done anything yet',
    noneYet: 'What they issue, renew, revoke, or are refused, will stand here.',
    at: 'When',
    client: 'Assistant',
    deed: 'What',
    certificate: 'Certificate',
  },
  refused: 'refused',
  action: {
    issued: 'Issued a certificate',
    renewed: 'Renewed a certificate',
    revoked: 'Revoked a certificate',
    keyLeft: 'Left a private key for its owner',
    forbidden: 'Tried what it may not',
    notIssued: 'Tried to issue or renew',
    notRevoked: 'Tried to revoke',
    passphrase: 'Met a protected CA',
  },
} satisfies TextTree
