/** What was looked at, and what was found, in numbers. */
import { kindOf } from '../../../file-kinds.ts';
import type { FileResult } from '../../results.ts';
import { shortRuleId } from '../../rule-page.ts';
import { count, markup, NOTHING, text, type Html } from './text.ts';

export interface SummaryInput {
  readonly results: readonly FileResult[];
  /** Name and value, in the order in which they are shown. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly hasPage: (ruleId: string) => boolean;
}

interface Counts {
  files: number;
  errors: number;
  warnings: number;
}

export function summarySection({ results, facts, hasPage }: SummaryInput): Html {
  const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
  const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
  const affected = results.filter(({ messages }) => messages.length > 0).length;
  const suppressed = results.reduce((sum, { suppressedMessages }) => sum + suppressedMessages.length, 0);
  const repairs = results.flatMap(({ messages }) => messages);
  const fixable = repairs.filter(({ fix }) => fix !== undefined).length;
  const verdict = errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'clean';
  const words = {
    error: markup`<span aria-hidden="true">✖ </span>${count(errors, 'error')} and ${count(warnings, 'warning')} in
      ${count(affected, 'file')}`,
    warning: markup`<span aria-hidden="true">▲ </span>${count(warnings, 'warning')} in ${count(affected, 'file')}`,
    clean: markup`<span aria-hidden="true">✔ </span>No findings`,
  }[verdict];
  return markup`<section id="summary" aria-labelledby="summary-heading">
    <h2 id="summary-heading">Summary</h2>
    <p class="verdict ${text(verdict)}">${words}</p>
    <ul class="figures">
      ${figure(errors, 'errors', 'error')}${figure(warnings, 'warnings', 'warning')}${figure(fixable, 'safe repairs', '')}${figure(suppressed, 'suppressed', '')}${figure(results.length, 'files looked at', '')}
    </ul>
    <div class="tables">${errors + warnings === 0 ? NOTHING : ruleTable(results, hasPage)}${kindTable(results)}</div>
    <h3>This run</h3>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          markup`<div>
            <dt>${text(name)}</dt>
            <dd>${text(value)}</dd>
          </div> `,
      )}
    </dl>
  </section> `;
}

function figure(number: number, what: string, kind: string): Html {
  const name = kind !== '' && number > 0 ? markup` class="${text(kind)}"` : NOTHING;
  return markup`<li${name}><strong>${text(number.toLocaleString('en-US'))}</strong> ${text(what)}</li>\n`;
}

/** What is told without a rule. */
const UNREADABLE = 'cannot be read or parsed';
const UNUSED = 'unused directives';

function ruleTable(results: readonly FileResult[], hasPage: SummaryInput['hasPage']): Html {
  const rules = new Map<string, Counts>();
  for (const { messages } of results) {
    const seen = new Set<string>();
    for (const { ruleId, severity, fatal } of messages) {
      const id = ruleId ?? (fatal === true ? UNREADABLE : UNUSED);
      const counts = rules.get(id) ?? { files: 0, errors: 0, warnings: 0 };
      rules.set(id, counts);
      if (severity === 2) counts.errors++;
      else counts.warnings++;
      if (!seen.has(id)) counts.files++;
      seen.add(id);
    }
  }
  const rows = [...rules]
    .sort(([a, first], [b, second]) => total(second) - total(first) || (a < b ? -1 : 1))
    .map(([id, counts]) => {
      const name = text(shortRuleId(id));
      const cell = hasPage(id) ? markup`<a href="#rule-${name}">${name}</a>` : name;
      return markup`<tr>
        <th scope="row">${cell}</th>
        ${numbers(counts)}
      </tr> `;
    });
  return table('Findings by rule', 'rule', ['errors', 'warnings', 'files'], rows);
}

function numbers({ errors, warnings, files }: Counts): Html {
  return markup`<td>${errors}</td>
    <td>${warnings}</td>
    <td>${files}</td>`;
}

function total({ errors, warnings }: Counts): number {
  return errors + warnings;
}

function kindTable(results: readonly FileResult[]): Html {
  const kinds = new Map<string, Counts>();
  for (const { filePath, errorCount, warningCount } of results) {
    const name = kindOf(filePath)?.name ?? 'other';
    const counts = kinds.get(name) ?? { files: 0, errors: 0, warnings: 0 };
    kinds.set(name, counts);
    counts.files++;
    counts.errors += errorCount;
    counts.warnings += warningCount;
  }
  const rows = [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, counts]) =>
        markup`<tr>
          <th scope="row">${text(name)}</th>
          ${numbers(counts)}
        </tr> `,
    );
  if (rows.length === 0) return NOTHING;
  return table('Findings by kind of file', 'kind', ['errors', 'warnings', 'files looked at'], rows);
}

function table(caption: string, first: string, others: readonly string[], rows: readonly Html[]): Html {
  return markup`<table>
    <caption>
      ${text(caption)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text(first)}</th>
        ${others.map((name) => markup`<th scope="col">${text(name)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table> `;
}
