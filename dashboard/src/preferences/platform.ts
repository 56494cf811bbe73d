/** Where the command key stands for what Ctrl does elsewhere. */
export const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent)
