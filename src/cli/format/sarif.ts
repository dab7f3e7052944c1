/** SARIF 2.1.0 (OASIS), for code scanning: results with code flows from the traces, rule help, fixes and suppressions. */
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Artifact,
  ArtifactLocation,
  CodeFlow,
  Fix,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { declaredEncodings } from '../../project/declared-encoding.ts';
import { decode } from '../../project/decode.ts';
import { rules } from '../../rules.ts';
import { VERSION } from '../../version.ts';
import type { LineIndex } from '../line-index.ts';
import type { FileResult, ResultMessage, SuppressedMessage, TraceLine } from '../results.ts';
import { rulePageText } from '../rule-page.ts';
import { Fingerprints, linesOf } from './fingerprint.ts';
import type { Presentation } from './formats.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = 'SRCROOT';
const PREFIX = 'session-lint/';

export function formatSarif(results: readonly FileResult[], { cwd, root = cwd }: Presentation): string {
  const report = new Report(root);
  for (const result of results) report.add(result);
  return `${JSON.stringify(report.log(), null, 2)}\n`;
}

class Report {
  readonly #root: string;
  readonly #results: Result[] = [];
  readonly #notifications: Notification[] = [];
  readonly #rules = new Map<string, number>();
  readonly #descriptors: ReportingDescriptor[] = [];
  readonly #fingerprints = new Fingerprints();
  readonly #artifacts: Artifact[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  add(file: FileResult): void {
    const lines = linesOf(file);
    if (file.messages.length + file.suppressedMessages.length > 0) this.#artifacts.push(this.#file(file.filePath));
    for (const message of file.messages) {
      if (message.fatal === true) this.#notifications.push(this.#notification(message, file));
      else this.#results.push(this.#result(message, file, lines));
    }
    for (const message of file.suppressedMessages) this.#results.push(this.#suppressed(message, file, lines));
  }

  log(): Log {
    const root = pathToFileURL(this.#root.endsWith(sep) ? this.#root : this.#root + sep).href;
    return {
      $schema: SCHEMA,
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'session-lint', version: VERSION, semanticVersion: VERSION, rules: this.#descriptors },
          },
          originalUriBaseIds: { [ROOT]: { uri: root } },
          // GitHub takes what stands before the last slash for the category of the analysis.
          automationDetails: { id: 'session-lint/' },
          defaultEncoding: 'UTF-8',
          columnKind: 'utf16CodeUnits',
          artifacts: this.#artifacts,
          invocations: [
            // A file that cannot be read does not stop the others: the run itself came to its end.
            { executionSuccessful: true, toolExecutionNotifications: this.#notifications },
          ],
          results: this.#results,
        },
      ],
    };
  }

  #result(message: ResultMessage, file: FileResult, lines: LineIndex): Result {
    const id = (message.ruleId ?? 'session-lint').replace(PREFIX, '');
    const path = this.#uri(file.filePath);
    const flows = message.trace === undefined ? [] : [this.#codeFlow(message.trace)];
    const fixes = fixesOf(message, this.#artifact(file.filePath));
    return {
      ruleId: id,
      ruleIndex: this.#ruleIndex(id),
      level: message.severity === 2 ? 'error' : 'warning',
      message: { text: message.message },
      locations: [{ physicalLocation: this.#place(message, file.filePath, lines) }],
      ...(flows.length > 0 && { codeFlows: flows }),
      ...(fixes.length > 0 && { fixes }),
      partialFingerprints: { 'sessionLint/v1': this.#fingerprints.of(message, path, lines) },
    };
  }

  #suppressed(message: SuppressedMessage, file: FileResult, lines: LineIndex): Result {
    const suppressions = message.suppressions.map(({ kind, justification }) => ({
      // A file of suppressions stands outside of the source.
      kind: kind === 'file' ? ('external' as const) : ('inSource' as const),
      ...(justification !== '' && { justification }),
    }));
    return { ...this.#result(message, file, lines), suppressions };
  }

  #notification({ message, line, column }: ResultMessage, { filePath }: FileResult): Notification {
    const region = { startLine: line, startColumn: column };
    return {
      level: 'error',
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: this.#artifact(filePath), region } }],
    };
  }

  #place({ line, column, endLine, endColumn }: ResultMessage, filePath: string, lines: LineIndex): PhysicalLocation {
    return {
      artifactLocation: this.#artifact(filePath),
      region: {
        startLine: line,
        startColumn: column,
        ...(endLine != null && { endLine }),
        ...(endColumn != null && { endColumn }),
        snippet: { text: lines.line(line) },
      },
    };
  }

  #codeFlow(trace: readonly TraceLine[]): CodeFlow {
    return {
      threadFlows: [
        {
          locations: trace.map((step, index) => ({
            location: this.#stepLocation(step),
            executionOrder: index + 1,
            importance: step.role === 'change' ? 'essential' : 'important',
          })),
        },
      ],
    };
  }

  #stepLocation({ file, line, column, text, source }: TraceLine): Location {
    const region = { startLine: line, startColumn: column, snippet: { text: source } };
    return { physicalLocation: { artifactLocation: this.#artifact(file), region }, message: { text } };
  }

  /** Regions count characters, so that a reader has to know how to decode the file. */
  #file(path: string): Artifact {
    const encoding = encodingOf(path);
    return { location: this.#artifact(path), ...(encoding !== undefined && { encoding }) };
  }

  #artifact(path: string): ArtifactLocation {
    const uri = this.#uri(path);
    return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
  }

  /** Relative to the working folder, or absolute for what lies outside of it. */
  #uri(path: string): string {
    const inside = relative(this.#root, path);
    if (inside === '' || inside.startsWith('..')) return pathToFileURL(path).href;
    return inside.split(sep).map(encodeURIComponent).join('/');
  }

  #ruleIndex(id: string): number {
    const known = this.#rules.get(id);
    if (known !== undefined) return known;
    const index = this.#descriptors.push(descriptorOf(id)) - 1;
    this.#rules.set(id, index);
    return index;
  }
}

/** Undefined for UTF-8, and for what cannot be read: text on standard input has no file. */
function encodingOf(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    const { encoding } = decode(bytes, declaredEncodings(bytes, path));
    return /^utf-?8$/i.test(encoding) ? undefined : encoding;
  } catch {
    return undefined;
  }
}

function descriptorOf(id: string): ReportingDescriptor {
  const docs = rules[id]?.meta.docs;
  const markdown = rulePageText(id);
  const description = docs?.description ?? 'A finding without a rule';
  return {
    id,
    shortDescription: { text: `${description}.` },
    // A path into node_modules is no URI; the page itself is in `help`.
    ...(docs !== undefined && URL.canParse(docs.url) && { helpUri: docs.url }),
    help: { text: `session-lint --explain ${id}`, ...(markdown !== undefined && { markdown }) },
    defaultConfiguration: { level: docs?.presets.recommended === 'warn' ? 'warning' : 'error' },
    properties: { tags: ['http-session', 'cluster'] },
  };
}

interface Edit {
  readonly description: string;
  readonly fix: { readonly range: readonly [number, number]; readonly text: string };
}

function fixesOf(message: ResultMessage, artifactLocation: ArtifactLocation): Fix[] {
  const edits: Edit[] = (message.suggestions ?? []).map(({ desc, fix }) => ({ description: desc, fix }));
  if (message.fix !== undefined) edits.unshift({ description: 'Repair it.', fix: message.fix });
  return edits.map(({ description, fix: { range, text } }) => ({
    description: { text: description },
    artifactChanges: [
      {
        artifactLocation,
        replacements: [
          {
            deletedRegion: { charOffset: range[0], charLength: range[1] - range[0] },
            insertedContent: { text },
          },
        ],
      },
    ],
  }));
}
