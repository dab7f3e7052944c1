/** The findings, by file: message, code, trace, and what would repair it. */
import { LineIndex } from '../../line-index.ts';
import { numberFindings, type Finding } from '../../report/finding.ts';
import type { FileResult, ResultMessage, TraceLine } from '../../results.ts';
import { shortRuleId } from '../../rule-page.ts';
import { codeFrame, type FrameLine } from '../code-frame.ts';
import { displayPath } from '../display-path.ts';
import { repairHunk } from '../repair-hunk.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { count, markup, NOTHING, text, type Html } from './text.ts';

const ROLE_LABELS: Readonly<Record<TraceLine['role'], string>> = {
  read: 'read here',
  call: 'called here',
  change: 'changed here',
  write: 'written here',
  end: 'request ends here',
  cluster: 'clustered here',
};
/** Longer lines are cut around what is found. */
const FRAME_WIDTH = 160;
/** Beyond so many findings, files are closed at first. */
const MAX_OPEN = 200;

export interface FindingsInput {
  readonly results: readonly FileResult[];
  readonly cwd: string;
  readonly originals: ReadonlyMap<string, string> | undefined;
  /** Whether the report has the page of the rule. */
  readonly hasPage: (ruleId: string) => boolean;
}

export function findingsSection(input: FindingsInput): Html {
  const findings = numberFindings(input.results);
  const fixed = input.results.flatMap((result) => fixedFile(result, input));
  const open = findings.length <= MAX_OPEN;
  let from = 0;
  const files = input.results
    .filter(({ messages }) => messages.length > 0)
    .map((result, index) => {
      // They were numbered in the order of the results.
      const own = findings.slice(from, from + result.messages.length);
      from += own.length;
      return fileSection(result, own, index + 1, open, input);
    });
  const body = findings.length === 0 ? markup`<p>Nothing was found.</p>` : markup`${files}`;
  return markup`<section id="findings" aria-labelledby="findings-heading">
    <h2 id="findings-heading">Findings</h2>
    ${body}
    ${
      fixed.length === 0
        ? NOTHING
        : markup`<h3>Changed by --fix</h3>
            ${fixed}`
    }
  </section> `;
}

function fileSection(
  result: FileResult,
  findings: readonly Finding[],
  number: number,
  open: boolean,
  input: FindingsInput,
): Html {
  const lines = new LineIndex(result.output ?? result.source ?? '');
  const name = displayPath(result.filePath, input.cwd);
  const counts = [
    ...(result.errorCount > 0 ? [count(result.errorCount, 'error')] : []),
    ...(result.warningCount > 0 ? [count(result.warningCount, 'warning')] : []),
  ];
  return markup`<details class="file" id="file-${number}" ${open ? markup` open` : NOTHING}>
    <summary>
      <h3>${text(name)}</h3>
      <span class="counts">${text(counts.join(', '))}</span>
    </summary>
    ${findings.map((finding) => findingArticle(finding, result, lines, input))}
  </details> `;
}

function findingArticle(finding: Finding, result: FileResult, lines: LineIndex, input: FindingsInput): Html {
  const { number, message } = finding;
  const isError = message.severity === 2;
  const severity = text(isError ? 'error' : 'warning');
  return markup`<article class="finding ${severity}" id="finding-${number}" aria-labelledby="finding-${number}-heading">
    <h4 id="finding-${number}-heading">
      <a class="number" href="#finding-${number}"
        ><span aria-hidden="true">${text(isError ? '✖' : '▲')}</span> ${number}</a
      >
      <span class="severity">${severity}</span>
      <span class="position">line ${message.line}, column ${message.column}</span> ${ruleLink(message, input)}
    </h4>
    <p class="message">${text(message.message)}</p>
    ${frame(message, lines)}${trace(message.trace ?? [], result.filePath, input.cwd)}${repairs(message, result, lines, displayPath(result.filePath, input.cwd))}
  </article> `;
}

function ruleLink({ ruleId }: ResultMessage, { hasPage }: FindingsInput): Html {
  if (ruleId === null) return NOTHING;
  const id = text(shortRuleId(ruleId));
  return hasPage(ruleId)
    ? markup`<a class="rule" href="#rule-${id}">${id}</a>`
    : markup`<span class="rule">${id}</span>`;
}

function frame(message: ResultMessage, lines: LineIndex): Html {
  const { line, column, endLine, endColumn } = message;
  if (lines.count === 1 && lines.line(1) === '') return NOTHING;
  const range = { line, column, endLine: endLine ?? line, endColumn: endColumn ?? column + 1 };
  const shown = codeFrame(lines, range, FRAME_WIDTH);
  const width = String(Math.max(...shown.map((one) => (one.type === 'source' ? one.number : 0)))).length;
  return markup`<pre class="frame" tabindex="0" aria-label="Code around line ${line}">${shown.map((one) => frameLine(one, width))}</pre>
`;
}

function frameLine(line: FrameLine, width: number): Html {
  if (line.type === 'underline') {
    const marks = text(' '.repeat(width + 5 + line.indent) + '^'.repeat(line.width));
    return markup`<span class="underline" aria-hidden="true">${marks}</span>\n`;
  }
  const number = text(String(line.number).padStart(width));
  const content = markup`${text(line.marked ? '> ' : '  ')}<span class="gutter">${number} |</span> ${text(line.text)}`;
  return line.marked ? markup`<span class="marked">${content}</span>\n` : markup`${content}\n`;
}

function trace(steps: readonly TraceLine[], file: string, cwd: string): Html {
  if (steps.length === 0) return NOTHING;
  const items = steps.map(({ role, file: other, line, column, source, text: words }) => {
    const place = other === file ? `line ${line}:${column}` : `${displayPath(other, cwd)}:${line}:${column}`;
    return markup`<li>
      <span class="role ${text(role)}">${text(ROLE_LABELS[role])}</span> <span class="place">${text(place)}</span>
      <code>${text(source)}</code>${words === '' ? NOTHING : markup` <span class="words">${text(words)}</span>`}
    </li> `;
  });
  return markup`<h5>How it comes about</h5>
    <ol class="trace">
      ${items}
    </ol> `;
}

function repairs(message: ResultMessage, result: FileResult, lines: LineIndex, name: string): Html {
  const source = result.output ?? result.source;
  if (source === undefined) return NOTHING;
  const offered: { readonly title: string; readonly fix: NonNullable<ResultMessage['fix']> }[] = (
    message.suggestions ?? []
  ).map(({ desc, fix }) => ({ title: `Suggestion: ${desc}`, fix }));
  if (message.fix !== undefined) offered.unshift({ title: 'Safe repair, made by --fix', fix: message.fix });
  const blocks = offered.map(
    ({ title, fix }) =>
      markup`<details class="repair">
        <summary>${text(title)}</summary>
        ${diff(repairHunk(name, source, lines, fix))}
      </details> `,
  );
  return markup`${blocks}`;
}

function fixedFile(result: FileResult, { originals, cwd }: FindingsInput): Html[] {
  const original = originals?.get(result.filePath);
  if (original === undefined || result.output === undefined) return [];
  const name = displayPath(result.filePath, cwd);
  return [
    markup`<details class="repair">
      <summary>${text(name)}</summary>
      ${diff(unifiedDiff(name, original, result.output))}
    </details> `,
  ];
}

function diff(lines: readonly string[]): Html {
  const shown = lines.map((line) => {
    const kind = kindOf(line);
    return kind === null ? markup`${text(line)}\n` : markup`<span class="${text(kind)}">${text(line)}</span>\n`;
  });
  return markup`<pre class="diff" tabindex="0" aria-label="Changes as a diff">${shown}</pre>\n`;
}

function kindOf(line: string): 'hunk' | 'added' | 'removed' | null {
  if (/^(?:@@|---|\+\+\+)/.test(line)) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : null;
}
