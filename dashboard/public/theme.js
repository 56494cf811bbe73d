// Before the first paint, so that nothing flashes; a file of its own because the policy allows no inline script.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('certman.theme')
  } catch {
    // Storage may be forbidden: then the system's choice is taken.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}
