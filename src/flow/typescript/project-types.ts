/** Programs for the command line: one file at a time, with the options of its tsconfig. Nothing is made before it is asked. */
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import { isFolder, listFolder } from '../../project/file-access.ts';
import { sharedCache } from '../../project/project-cache.ts';
import { noteUntold } from '../../project/reading.ts';
import { fullCompiler, type FullCompiler } from './full-compiler.ts';
import { ProgramOracle, type TypeOracle } from './type-oracle.ts';

interface Project {
  readonly options: ts.CompilerOptions;
  /** Declarations that hold without an import. */
  readonly declarations: readonly string[];
}

/** Source files are parsed once for all programs of one project. */
interface Host {
  readonly host: ts.CompilerHost;
  /** Texts that stand for those on the disk, by `keyOf` of the path. */
  readonly texts: Map<string, string>;
  last: { readonly path: string; readonly program: ts.Program } | undefined;
}

const projects = new Map<string, Project | null>();
const hosts = new Map<string, Host>();

/**
 * Knows nothing where there is no tsconfig. That is looked for, and the compiler loaded, when the first question is asked.
 * `text`: of the file, which may be another one than on the disk.
 */
export function projectTypes(path: string, text: string): TypeOracle {
  let config: string | null | undefined;
  return new ProgramOracle((file) => {
    if (config === undefined) config = nearestConfig(path) ?? null;
    return config === null ? undefined : programFor(file, config, file === path ? text : undefined);
  });
}

function nearestConfig(path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const entries = isFolder(folder) ? listFolder(folder, sharedCache) : new Map<string, string>();
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      if (entries.get(name) === 'file') return join(folder, name);
    }
    // The end of the repository is the end of the project.
    if (entries.has('.git') || dirname(folder) === folder) return undefined;
  }
}

function programFor(path: string, config: string, text: string | undefined): ts.Program | undefined {
  const full = fullCompiler();
  if (full === null) return undefined;
  noteUntold();
  const project = projectOf(config, full);
  if (project === null) return undefined;
  const texts = hosts.get(config)?.texts ?? new Map<string, string>();
  const known = hosts.get(config) ?? { host: hostFor(project.options, texts, full), texts, last: undefined };
  hosts.set(config, known);
  if (known.last?.path === path && (text === undefined || texts.get(keyOf(path)) === text)) return known.last.program;
  if (text !== undefined) texts.set(keyOf(path), text);
  const { options, declarations } = project;
  const oldProgram = known.last?.program;
  const program = full.createProgram({
    rootNames: [path, ...declarations],
    options,
    host: known.host,
    ...(oldProgram === undefined ? {} : { oldProgram }),
  });
  known.last = { path, program };
  return program;
}

/** The compiler writes paths with slashes on all systems. */
function keyOf(path: string): string {
  return path.replaceAll('\\', '/');
}

function projectOf(config: string, full: FullCompiler): Project | null {
  const known = projects.get(config);
  if (known !== undefined) return known;
  const read: { readonly config?: unknown; readonly error?: ts.Diagnostic } = full.readConfigFile(config, (file) =>
    full.sys.readFile(file),
  );
  const { config: json, error } = read;
  let project: Project | null = null;
  if (error === undefined && json !== undefined) {
    const parsed = full.parseJsonConfigFileContent(json, full.sys, dirname(config));
    project = {
      options: {
        ...parsed.options,
        allowJs: true,
        checkJs: false,
        noEmit: true,
        skipLibCheck: true,
        composite: false,
        incremental: false,
      },
      declarations: parsed.fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name)),
    };
  }
  projects.set(config, project);
  return project;
}

function hostFor(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>, full: FullCompiler): ts.CompilerHost {
  const host = full.createCompilerHost(options, true);
  const files = new Map<string, ts.SourceFile | undefined>();
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(keyOf(name));
    const known = files.get(name);
    if (text !== undefined && known?.text !== text) {
      files.set(name, full.createSourceFile(name, text, languageVersion, true));
    } else if (!files.has(name)) files.set(name, read(name, languageVersion, ...rest));
    return files.get(name);
  };
  return host;
}
