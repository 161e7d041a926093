import { createHash } from "node:crypto";

/** Where the browser finds what the page's modules import by name. */
const IMPORT_MAP = JSON.stringify({
  imports: {
    preact: "./preact/preact.mjs",
    "preact/hooks": "./preact/hooks.mjs",
    "preact/jsx-runtime": "./preact/jsx-runtime.mjs",
  },
});

const IMPORT_MAP_HASH = createHash("sha256").update(IMPORT_MAP).digest("base64");

export const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Isobar sandbox</title>
<link rel="icon" href="style/icon.svg">
<link rel="stylesheet" href="style/page.css">
<script type="importmap">${IMPORT_MAP}</script>
<script type="module" src="page/main.js"></script>
</head>
<body>
<noscript>This page needs JavaScript. The same is shown by the commands under: isobar sandbox --help</noscript>
</body>
</html>
`;

/** Sent with every answer. Nothing is loaded from elsewhere, and nothing else may show or call the page. */
export const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    `script-src 'self' 'sha256-${IMPORT_MAP_HASH}'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
