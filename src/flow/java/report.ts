/** From what the analysis found to facts with positions, words and evidence. */
import type { FileAnalysis, Loss } from '../analysis.ts';
import type { Certainty, LostMutationKind, SessionFact, TraceStep, WriteBack } from '../facts.ts';
import type { SourceFile, Span } from '../ir.ts';
import { constantKey, keyText, type Key } from '../key.ts';
import type { Site, Step } from '../state.ts';
import type { JavaFile } from './classes.ts';

const maxShown = 80;

export interface ReportOptions {
  readonly writeBackFor: (loss: Loss) => WriteBack | null;
  /** Where an offset really stands, if the text that is analysed is not that of the file; null for the file itself. */
  readonly locate?: (
    offset: number,
  ) => { readonly path: string; readonly text: string; readonly offset: number } | null;
}

export function factsFrom(
  analysis: FileAnalysis,
  file: JavaFile,
  isWrittenAtRequestEnd: (loss: Loss) => boolean,
  { writeBackFor, locate }: ReportOptions,
): readonly SessionFact[] {
  const facts = new Map<string, SessionFact>();
  const place = new Places(file, locate);
  const firsts = new Set(analysis.losses.map(({ key, site }) => `${key} ${site.span.start}`));
  for (const loss of analysis.losses) {
    const { site } = loss;
    // A change in another file is that file's finding.
    if (site.func.file.path !== file.path) continue;
    // One change may be known by several keys, one for each parameter that the name comes from.
    const id = `${site.span.start} ${site.phase} ${displayKey(loss.key, analysis)}`;
    if (facts.has(id) || isWrittenAtRequestEnd(loss)) continue;
    const key = displayKey(loss.key, analysis);
    const of = (one: Loss, writeBack: WriteBack | null) => ({
      range: [one.site.span.start, one.site.span.end] as const,
      key,
      change: excerpt(one.site.func.file.text, one.site.span),
      end: endOf(one, place),
      certainty: certaintyOf(one),
      trace: traceOf(one, file, place, key),
      writeBack,
    });
    const writeBack = writeBackFor(loss);
    const base = of(loss, writeBack);
    const others = laterChanges(loss, firsts);
    if (site.phase === 'late') {
      const later = others.map((one) => ({ fact: 'mutation-after-write' as const, ...of(one, writeBack) }));
      facts.set(id, { fact: 'mutation-after-write', ...base, ...(later.length > 0 && { later }) });
    } else {
      const lost = (one: Loss) => ({ fact: 'lost-mutation' as const, kind: kindOf(one), detail: one.site.detail });
      const later = others.map((one) => ({ ...lost(one), ...of(one, writeBack) }));
      facts.set(id, { ...base, ...lost(loss), ...(later.length > 0 && { later }) });
    }
  }
  for (const { key, site } of analysis.direct) {
    if (site.func.file.path !== file.path) continue;
    const id = `${site.span.start} ${site.kind} ${key}`;
    if (facts.has(id)) continue;
    facts.set(id, directFact(key, site, analysis, file, place));
  }
  for (const { func, reason } of analysis.limits) {
    if (func.file.path !== file.path) continue;
    facts.set(`limit ${func.id}`, { fact: 'limit', range: [func.span.start, func.span.end], reason });
  }
  return [...facts.values()].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

/** What follows the change on the path and is lost with it, as if each were the first. Others have findings of their own. */
function laterChanges(loss: Loss, firsts: ReadonlySet<string>): readonly Loss[] {
  const { key, site, changes, root } = loss;
  if (root.func.file !== site.func.file) return [];
  return changes.flatMap(({ start, end, kind, certainty, detail, isHere }) => {
    if (!isHere || firsts.has(`${key} ${start}`)) return [];
    return [{ ...loss, site: { ...site, func: root.func, span: { start, end }, kind, certainty, detail, inner: [] } }];
  });
}

function directFact(key: Key, site: Site, analysis: FileAnalysis, file: JavaFile, place: Places): SessionFact {
  const shown = displayKey(key, analysis);
  const steps: TraceStep[] = [];
  if (site.read !== null) steps.push(stepOf(site.read, 'read', `attribute ${shown} is read here`, file, place));
  const here: Step = { func: site.func, span: site.span };
  const what =
    site.kind === 'storesOldValue' ? 'the value from before the step is stored here' : `${site.detail} is changed here`;
  steps.push(stepOf(here, 'change', what, file, place));
  for (const inner of site.inner) steps.push(stepOf(inner, 'change', `${site.detail} is set here`, file, place));
  return {
    fact: 'lost-mutation',
    range: [site.span.start, site.span.end],
    key: shown,
    change: excerpt(site.func.file.text, site.span),
    end: `line ${place.of(site.func.file, site.span.start).line}`,
    certainty: site.certainty,
    trace: steps,
    writeBack: null,
    kind: site.kind,
    detail: site.detail,
  };
}

/** `line 12`, with the file where that is another than the finding's. */
function endOf({ end, site }: Loss, place: Places): string {
  const { path, line } = place.of(end.func.file, end.span.start);
  const here = place.of(site.func.file, site.span.start).path;
  return path === here ? `line ${line}` : `line ${line} of ${path.replace(/^.*[\\/]/, '')}`;
}

function kindOf({ site, exit }: Loss): LostMutationKind {
  if (exit.status.vain !== null) return exit.status.vain;
  return site.kind;
}

function certaintyOf({ site, exit }: Loss): Certainty {
  return exit.status.doubtful ? 'likely' : site.certainty;
}

function traceOf(loss: Loss, file: JavaFile, place: Places, key: string): readonly TraceStep[] {
  const { site, end } = loss;
  const steps: TraceStep[] = [];
  if (site.read !== null) steps.push(stepOf(site.read, 'read', `attribute ${key} is read here`, file, place));
  const here: Step = { func: site.func, span: site.span };
  const last = site.inner.length - 1;
  const isCall = last >= 0;
  steps.push(
    stepOf(
      here,
      isCall ? 'call' : 'change',
      isCall ? 'the object is handed on here' : 'it is changed here',
      file,
      place,
    ),
  );
  site.inner.forEach((inner, index) => {
    const text = index === last ? 'it is changed here' : 'and handed on here';
    steps.push(stepOf(inner, index === last ? 'change' : 'call', text, file, place));
  });
  steps.push(stepOf(end, 'end', `the path ends here without a write of ${key}`, file, place));
  return steps;
}

function stepOf(step: Step, role: TraceStep['role'], text: string, file: JavaFile, place: Places): TraceStep {
  const source = step.func.file;
  const { path, line, column, offset } = place.of(source, step.span.start);
  const elsewhere = path === file.path ? null : path;
  const range = [offset, offset + step.span.end - step.span.start] as const;
  return { file: elsewhere, range, line, column, role, text };
}

/** The key as the reader of the source knows it. */
function displayKey(key: Key, analysis: FileAnalysis): string {
  const constant = constantKey(key);
  if (constant !== undefined) return JSON.stringify(constant);
  const access = analysis.collector.reads.get(key);
  if (access !== undefined && access.key.end > access.key.start) return excerpt(access.func.file.text, access.key);
  return keyText(key)
    .replace(/^.*[#~^]/, '')
    .slice(0, maxShown);
}

function excerpt(text: string, span: Span): string {
  const shown = text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return shown.length <= maxShown ? shown : `${shown.slice(0, maxShown - 1)}…`;
}

/** Lines and columns of offsets, one index of line starts per text. */
class Places {
  readonly #starts = new Map<string, readonly number[]>();
  readonly #file: SourceFile;
  readonly #locate: ReportOptions['locate'];

  constructor(file: SourceFile, locate: ReportOptions['locate']) {
    this.#file = file;
    this.#locate = locate;
  }

  of(
    file: SourceFile,
    at: number,
  ): { readonly path: string; readonly line: number; readonly column: number; readonly offset: number } {
    const real = file.path === this.#file.path ? this.#locate?.(at) : undefined;
    const { path, text, offset } = real ?? { path: file.path, text: file.text, offset: at };
    return { path, offset, ...this.#positionIn(text, offset) };
  }

  #positionIn(text: string, offset: number): { readonly line: number; readonly column: number } {
    let starts = this.#starts.get(text);
    if (starts === undefined) {
      const found = [0];
      for (const match of text.matchAll(/\r\n?|\n/g)) found.push(match.index + match[0].length);
      starts = found;
      this.#starts.set(text, starts);
    }
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}
