/** What the frame of a page needs; addresses are as the page loads them. */
export interface PageFrame {
  readonly title: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Where style sheets and fonts may come from, in the words of a content security policy. */
  readonly source: string;
  readonly nonce: string;
  /** What the page shows, kept by it so that the editor can open it again after a restart. */
  readonly state: unknown;
}

/** The frame of every page: one script, no inline style, nothing from anywhere else. The page draws itself into it. */
export function pageHtml({ title, script, styles, source, nonce, state }: PageFrame): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(source, nonce)}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${quoted(title)}</title>
${styles.map((style) => `    <link rel="stylesheet" href="${quoted(style)}">`).join('\n')}
  </head>
  <body data-state="${quoted(JSON.stringify(state))}">
    <main id="page"></main>
    <script nonce="${nonce}" src="${quoted(script)}"></script>
  </body>
</html>
`;
}

/** The toolkit's controls try one style element, with the nonce that the frame names in `csp-nonce`. */
function contentSecurityPolicy(source: string, nonce: string): string {
  return [
    // The last two do not follow from the first.
    "default-src 'none'; base-uri 'none'; form-action 'none'",
    `script-src 'nonce-${nonce}'; style-src ${source} 'nonce-${nonce}'; font-src ${source}`,
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const quoted = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
