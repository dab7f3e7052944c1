/** The pages of the rules that found something, so that the report needs no other file. */
import { Marked, Renderer } from 'marked';
import type { FileResult } from '../../results.ts';
import { rulePageText, shortRuleId } from '../../rule-page.ts';
import { markup, NOTHING, text, type Html } from './text.ts';

/** Ids of the rules that found something, sorted, with their pages; without those that have none. */
export function reportedPages(results: readonly FileResult[]): ReadonlyMap<string, string> {
  const ids = new Set(results.flatMap(({ messages }) => messages.flatMap(({ ruleId }) => ruleId ?? [])));
  return new Map(
    [...ids].sort().flatMap((id) => {
      const page = rulePageText(id);
      return page === undefined ? [] : [[id, page] as const];
    }),
  );
}

export function rulesSection(pages: ReadonlyMap<string, string>): Html {
  if (pages.size === 0) return NOTHING;
  const entries = [...pages].map(([ruleId, page]) => {
    const id = text(shortRuleId(ruleId));
    return markup`<details class="page" id="rule-${id}">
      <summary>
        <h3>${id}</h3>
        <span class="description">${text(descriptionOf(page))}</span>
      </summary>
      <div class="prose">${bodyOf(page, pages)}</div>
    </details> `;
  });
  return markup`<section id="rules" aria-labelledby="rules-heading">
    <h2 id="rules-heading">Rules</h2>
    <p>What the rules above are about. <code>session-lint --explain RULE</code> prints the same.</p>
    ${entries}
  </section> `;
}

/** The first paragraph after the title. */
function descriptionOf(page: string): string {
  const lines = withoutComments(page).split('\n');
  return (lines.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '').replace(/[`*_]/g, '');
}

function withoutComments(page: string): string {
  return page.replace(/<!--[^]*?-->\n?/g, '');
}

/** Headings go below the page's own; links lead to pages that are here, and are words otherwise. */
function bodyOf(page: string, pages: ReadonlyMap<string, string>): Html {
  let heading = '';
  const marked = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        const words = this.parser.parseInline(tokens);
        heading = words;
        const level = Math.min(6, depth + 2);
        return `<h${level}>${words}</h${level}>\n`;
      },
      // A table is called what the section is called that it stands in.
      table(token) {
        const plain = new Renderer();
        plain.parser = this.parser;
        return plain.table(token).replace('<table>', `<table>\n<caption>${heading}</caption>`);
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const id = /^(?:\.\/)?([a-z-]+)\.md(?:#.*)?$/.exec(href)?.[1];
        if (id !== undefined && pages.has(`session-lint/${id}`)) return `<a href="#rule-${id}">${words}</a>`;
        return href.startsWith('https:') ? `<a href="${text(href)}" rel="noreferrer">${words}</a>` : words;
      },
      // Pages have no markup of their own, only comments.
      html: () => '',
      code: ({ text: code }) => `<pre class="example" tabindex="0" aria-label="Example">${text(code)}</pre>\n`,
    },
  });
  const withoutTitle = withoutComments(page).replace(/^#\s.*\n/, '');
  return marked.parse(withoutTitle, { async: false }) as Html;
}
