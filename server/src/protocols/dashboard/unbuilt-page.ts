/** Without style and script: the policy allows neither here, and it is read once in a lifetime. */
export const UNBUILT_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Certman</title></head>
<body>
<h1>The dashboard is not built</h1>
<p>The server runs, and its API answers: see <a href="/docs">/docs</a>.</p>
<p>To have the dashboard, run <code>npm run build</code> in the directory of Certman and start the server again;
<code>npm start</code> does both.</p>
</body>
</html>
`
