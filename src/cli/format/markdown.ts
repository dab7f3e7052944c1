/** The part of Markdown that rule pages use, for a terminal. */
import type { ChalkInstance } from 'chalk';

export function renderMarkdown(page: string, paint: ChalkInstance): string {
  const lines: string[] = [];
  let inCode = false;
  let inComment = false;
  for (const line of page.split(/\r?\n/)) {
    // Comments are for the tests and generators of the pages. One in code, or within a line, is what the page is about.
    if (inComment || (!inCode && line.startsWith('<!--'))) {
      inComment = !line.includes('-->');
    } else if (/^ {0,3}```/.test(line)) {
      inCode = !inCode;
    } else if (inCode) {
      lines.push(`    ${paint.cyan(line)}`.trimEnd());
    } else {
      lines.push(renderLine(line, paint));
    }
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function renderLine(line: string, paint: ChalkInstance): string {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading) {
    const title = heading[2] ?? '';
    return heading[1] === '#' ? paint.bold.underline(title) : paint.bold(title);
  }
  return line
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, url: string) =>
      /^https?:/.test(url) ? `${text} (${paint.underline(url)})` : text,
    )
    .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code))
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => paint.bold(text));
}
