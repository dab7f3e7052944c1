/** As much of an editor as it takes to talk to a language server: open, change, ask for diagnostics, run a quick fix. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly source: string;
  readonly message: string;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface WorkspaceEdit {
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string };
    readonly edits: readonly TextEdit[];
  }[];
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface OpenFile {
  text: string;
  version: number;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class LspClient {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #folder: string;
  readonly #settings: Readonly<Record<string, unknown>>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #open = new Map<string, OpenFile>();
  #received = Buffer.alloc(0);
  #lastId = 0;
  #log = '';

  /** Answers of the settings go to whatever section the server asks for. */
  constructor(script: string, folder: string, settings: Readonly<Record<string, unknown>>) {
    this.#folder = folder;
    this.#settings = settings;
    this.#server = spawn(process.execPath, [script, '--stdio'], { cwd: folder });
    this.#server.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#server.stderr.on('data', (chunk: Buffer) => (this.#log += chunk.toString()));
    this.#server.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`The server ended with ${String(code)}:\n${this.#log}`));
      }
    });
  }

  /** What the server wrote to its log, for messages of tests that fail. */
  get log(): string {
    return this.#log;
  }

  async start(): Promise<void> {
    const rootUri = pathToFileURL(this.#folder).href;
    await this.#request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'project' }],
      capabilities: {
        workspace: {
          applyEdit: true,
          configuration: true,
          workspaceFolders: true,
          diagnostics: { refreshSupport: true },
        },
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
        },
      },
    });
    this.#notify('initialized', {});
  }

  open(uri: string, languageId: string, text: string): void {
    this.#open.set(uri, { text, version: 1 });
    this.#notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces one place of a buffer, as a person who types does. */
  change(uri: string, from: string, to: string): void {
    const { text } = this.#file(uri);
    const at = text.indexOf(from);
    if (at < 0) throw new Error(`${uri} has no "${from}"`);
    const range = { start: positionAt(text, at), end: positionAt(text, at + from.length) };
    this.#edit(uri, [{ range, newText: to }]);
  }

  textOf(uri: string): string {
    return this.#file(uri).text;
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = (await this.#request('textDocument/diagnostic', { textDocument: { uri } })) as {
      readonly items: readonly Diagnostic[];
    };
    return report.items;
  }

  async quickFixes(uri: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [diagnostic], only: ['quickfix'] };
    const params = { textDocument: { uri }, range: diagnostic.range, context };
    return (await this.#request('textDocument/codeAction', params)) as readonly CodeAction[];
  }

  /** The server answers a command with a request to apply an edit. */
  async run({ command }: CodeAction): Promise<void> {
    if (command === undefined) throw new Error('The action has no command');
    await this.#request('workspace/executeCommand', command);
  }

  async stop(): Promise<void> {
    await this.#request('shutdown', undefined);
    this.#notify('exit', undefined);
    if (this.#server.exitCode === null) await once(this.#server, 'exit');
  }

  #file(uri: string): OpenFile {
    const file = this.#open.get(uri);
    if (file === undefined) throw new Error(`${uri} is not open`);
    return file;
  }

  #edit(uri: string, edits: readonly TextEdit[]): void {
    const file = this.#file(uri);
    // From the end, so that the ranges of the others stay true.
    const inOrder = edits.toSorted((a, b) => offsetAt(file.text, b.range.start) - offsetAt(file.text, a.range.start));
    const contentChanges = inOrder.map(({ range, newText }) => ({ range, text: newText }));
    for (const { range, newText } of inOrder) {
      const { text } = file;
      file.text = text.slice(0, offsetAt(text, range.start)) + newText + text.slice(offsetAt(text, range.end));
    }
    file.version++;
    this.#notify('textDocument/didChange', { textDocument: { uri, version: file.version }, contentChanges });
  }

  #applyEdit({ edit }: { readonly edit: WorkspaceEdit }): { readonly applied: boolean } {
    for (const { textDocument, edits } of edit.documentChanges ?? []) this.#edit(textDocument.uri, edits);
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) this.#edit(uri, edits);
    return { applied: true };
  }

  #answer(method: string, params: unknown): unknown {
    switch (method) {
      case 'workspace/configuration':
        return (params as { readonly items: readonly unknown[] }).items.map(() => this.#settings);
      case 'workspace/applyEdit':
        return this.#applyEdit(params as { readonly edit: WorkspaceEdit });
      case 'workspace/workspaceFolders':
        return [{ uri: pathToFileURL(this.#folder).href, name: 'project' }];
      default:
        return null;
    }
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#send({ id, method, params });
    return answer;
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#server.stdin.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, end))?.[1]);
      if (this.#received.length < end + 4 + length) return;
      const body = this.#received.toString('utf8', end + 4, end + 4 + length);
      this.#received = this.#received.subarray(end + 4 + length);
      this.#handle(JSON.parse(body) as Message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (method === undefined) {
      const waiting = this.#waiting.get(Number(id));
      this.#waiting.delete(Number(id));
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
    } else if (id !== undefined) {
      this.#send({ id, result: this.#answer(method, params) });
    } else if (method === 'window/logMessage') {
      this.#log += `${(params as { readonly message: string }).message}\n`;
    }
  }
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

export function offsetAt(text: string, { line, character }: Position): number {
  const lines = text.split('\n').slice(0, line);
  return lines.reduce((length, one) => length + one.length + 1, 0) + character;
}
