/** For people: each finding with its code and with the way from the read to the end of the request. */
import type { ChalkInstance } from 'chalk';
import { palette } from '../color.ts';
import { LineIndex } from '../line-index.ts';
import type { FileResult, ResultMessage, TraceLine } from '../results.ts';
import { rulePagePath, shortRuleId } from '../rule-page.ts';
import { codeFrame } from './code-frame.ts';
import { displayPath } from './display-path.ts';
import type { Presentation } from './formats.ts';
import { harmless, textWidth } from './text-width.ts';
import { unifiedDiff } from './unified-diff.ts';

const ROLE_LABELS: Readonly<Record<TraceLine['role'], string>> = {
  read: 'read here',
  call: 'called here',
  change: 'changed here',
  write: 'written here',
  end: 'ends here',
  cluster: 'clustered',
};
const LABEL_WIDTH = Math.max(...Object.values(ROLE_LABELS).map((label) => label.length));
const DEFAULT_WIDTH = 120;
const FRAME_INDENT = 4;

export function formatStylish(results: readonly FileResult[], presentation: Presentation): string {
  const paint = palette(presentation.color);
  const blocks = results.flatMap((result) => {
    const diff = diffBlock(result, presentation, paint);
    const messages = result.messages.length === 0 ? [] : [fileBlock(result, presentation, paint)];
    return [...diff, ...messages];
  });
  const summary = summaryLine(results, paint);
  if (summary !== undefined) blocks.push(`${summary}\n`);
  const pages = pageLines(results, presentation, paint);
  if (pages.length > 0) blocks.push(`${pages.join('\n')}\n`);
  return blocks.join('\n');
}

function diffBlock(result: FileResult, { originals, cwd, columns }: Presentation, paint: ChalkInstance): string[] {
  const original = originals?.get(result.filePath);
  if (original === undefined || result.output === undefined) return [];
  const lines = unifiedDiff(displayPath(result.filePath, cwd), original, result.output).map((line) => {
    // Only a terminal could be harmed; a program must have each byte.
    const text = columns === undefined ? line : harmless(line.replace(/\r$/, ''));
    if (line.startsWith('@@')) return paint.cyan(text);
    if (line.startsWith('---') || line.startsWith('+++')) return paint.bold(text);
    if (line.startsWith('+')) return paint.green(text);
    return line.startsWith('-') ? paint.red(text) : text;
  });
  return [`${lines.join('\n')}\n`];
}

function fileBlock(result: FileResult, presentation: Presentation, paint: ChalkInstance): string {
  const lines = new LineIndex(result.output ?? result.source ?? '');
  const path = paint.underline(harmless(displayPath(result.filePath, presentation.cwd)));
  return [path, ...result.messages.map((message) => messageBlock(message, result, lines, presentation, paint))].join(
    '\n',
  );
}

function messageBlock(
  message: ResultMessage,
  { filePath }: FileResult,
  lines: LineIndex,
  presentation: Presentation,
  paint: ChalkInstance,
): string {
  const width = presentation.columns ?? DEFAULT_WIDTH;
  const position = `${message.line}:${message.column}`;
  const severity = message.severity === 2 ? paint.red('error') : paint.yellow('warning');
  const start = `  ${paint.dim(position)}  ${severity}  `;
  const indent = 2 + position.length + 2 + (message.severity === 2 ? 5 : 7) + 2;
  const text = wrap(harmless(message.message), presentation.columns, indent);
  const rule = message.ruleId === null ? '' : `  ${paint.dim(message.ruleId)}`;
  const parts = [`${start}${text}${rule}`, '', ...frameLines(message, lines, width, paint)];
  if (message.trace !== undefined && message.trace.length > 0) {
    parts.push('', ...traceLines(message.trace, filePath, presentation, paint));
  }
  const repair = repairLine(message, paint);
  if (repair !== undefined) parts.push('', repair);
  return `${parts.join('\n')}\n`;
}

function frameLines(message: ResultMessage, lines: LineIndex, width: number, paint: ChalkInstance): string[] {
  const { line, column, endLine = line, endColumn = column + 1 } = message;
  const numberWidth = String(Math.min(lines.count, endLine + 2)).length;
  const room = Math.max(20, width - FRAME_INDENT - numberWidth - 5);
  const mark = message.severity === 2 ? paint.red : paint.yellow;
  return codeFrame(lines, { line, column, endLine, endColumn }, room).map((frameLine) => {
    if (frameLine.type === 'underline') {
      const gutter = paint.dim(`${' '.repeat(numberWidth)} |`);
      return `    ${gutter} ${' '.repeat(frameLine.indent)}${mark('^'.repeat(frameLine.width))}`;
    }
    const number = String(frameLine.number).padStart(numberWidth);
    const gutter = frameLine.marked ? `  ${mark('>')} ${number} ${paint.dim('|')}` : paint.dim(`    ${number} |`);
    return `${gutter} ${frameLine.text}`.trimEnd();
  });
}

function traceLines(
  trace: readonly TraceLine[],
  filePath: string,
  { cwd, columns = DEFAULT_WIDTH }: Presentation,
  paint: ChalkInstance,
): string[] {
  const places = trace.map(({ file, line, column }) =>
    file === filePath ? `${line}:${column}` : `${displayPath(file, cwd)}:${line}:${column}`,
  );
  const placeWidth = Math.max(...places.map(textWidth));
  const room = Math.max(20, columns - FRAME_INDENT - placeWidth - LABEL_WIDTH - 4);
  return trace.map((step, index) => {
    const place = places[index] ?? '';
    const label = ROLE_LABELS[step.role].padEnd(LABEL_WIDTH);
    const padding = ' '.repeat(placeWidth - textWidth(place));
    return `    ${paint.dim(harmless(place))}${padding}  ${paint.cyan(label)}  ${shorten(harmless(step.source), room)}`;
  });
}

function repairLine(message: ResultMessage, paint: ChalkInstance): string | undefined {
  if (message.fix?.text.trim() === '') return paint.green('    --fix removes it');
  if (message.fix !== undefined) return paint.green(`    --fix inserts  ${oneLine(message.fix.text)}`);
  const [suggestion] = message.suggestions ?? [];
  return suggestion && paint.green(`    suggestion     ${oneLine(suggestion.fix.text)}`);
}

function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, ' ').trim());
}

function shorten(text: string, room: number): string {
  let width = 0;
  let shown = '';
  for (const character of text.replaceAll('\t', ' ')) {
    width += textWidth(character);
    if (width > room - 1) return `${shown}…`;
    shown += character;
  }
  return shown;
}

/** Only a terminal has a width to keep to: elsewhere a message stays on one line, for grep. */
function wrap(text: string, columns: number | undefined, indent: number): string {
  if (columns === undefined || columns - indent < 40) return text;
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (textWidth(line) + 1 + textWidth(word) <= columns - indent) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

function summaryLine(results: readonly FileResult[], paint: ChalkInstance): string | undefined {
  const sum = (key: 'errorCount' | 'warningCount' | 'fixableErrorCount' | 'fixableWarningCount') =>
    results.reduce((total, result) => total + result[key], 0);
  const errors = sum('errorCount');
  const warnings = sum('warningCount');
  if (errors + warnings === 0) return undefined;
  const files = results.filter(({ messages }) => messages.length > 0).length;
  const counts = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const text = `✖ ${count(errors + warnings, 'problem')} (${counts}) in ${count(files, 'file')}`;
  const fixable = sum('fixableErrorCount') + sum('fixableWarningCount');
  const hint = fixable === 0 ? '' : `\n  ${count(fixable, 'problem')} can be fixed with --fix`;
  return (errors > 0 ? paint.red.bold : paint.yellow.bold)(text) + hint;
}

/** Where the pages of the rules lie: once for each rule, since each finding has its id. */
function pageLines(results: readonly FileResult[], { cwd }: Presentation, paint: ChalkInstance): string[] {
  const ids = new Set(results.flatMap(({ messages }) => messages.flatMap(({ ruleId }) => ruleId ?? [])));
  const pages = [...ids].sort().flatMap((id) => {
    const path = rulePagePath(id);
    return path === undefined ? [] : [{ id: shortRuleId(id), path: displayPath(path, cwd) }];
  });
  const width = Math.max(...pages.map(({ id }) => id.length));
  const lines = pages.map(({ id, path }) => `  ${id.padEnd(width)}  ${paint.dim(harmless(path))}`);
  return lines.length === 0 ? [] : ['What these rules are about:', ...lines];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
