/**
 * Filters and listeners of the project that set attributes again when a request ends (law 8). One counts for a finding
 * when it is in force for the class that makes the change: a listener of the same project, or a filter whose URL pattern
 * covers it. It is judged by the same analysis, with the attribute dirty from where the request is passed on.
 */
import { requestHooks, type Registration } from '../../models/java/request-hooks.ts';
import { requestEndCandidates } from '../../project/request-end.ts';
import type { JavaSources } from '../../project/java-sources.ts';
import { isSameApplication, urlPatternCovers, webAppOf, type WebApp } from '../../project/web-app.ts';
import { entryOf, FileAnalyzer, type Loss } from '../analysis.ts';
import type { ManagerTraits } from '../context.ts';
import type { Key } from '../key.ts';
import { modelName, typeName } from '../type-name.ts';
import { ClassTable, javaFile, type ClassInfo, type JavaFile } from './classes.ts';
import { JavaProgram } from './program.ts';
import { registeredPatterns } from './registration.ts';
import { classesOf, rootFor } from './roots.ts';
import { annotationPatterns } from './web-annotations.ts';

interface Hook {
  readonly info: ClassInfo;
  readonly method: string;
  readonly program: JavaProgram;
  readonly analyzer: FileAnalyzer;
  /** Runs when the request ends; a filter does so only behind the call that passes the request on. */
  readonly atStart: boolean;
  readonly registration: Registration;
}

export class RequestEnd {
  readonly #file: JavaFile;
  readonly #program: JavaProgram;
  readonly #traits: ManagerTraits;
  readonly #sources: JavaSources;
  #found: readonly Hook[] | undefined;
  readonly #answers = new Map<string, boolean>();
  readonly #paths: readonly string[];

  /** `paths`: where the file is reached without a servlet mapping, as a page is. */
  constructor(
    file: JavaFile,
    program: JavaProgram,
    traits: ManagerTraits,
    sources: JavaSources,
    paths: readonly string[] = [],
  ) {
    this.#paths = paths;
    this.#file = file;
    this.#program = program;
    this.#traits = traits;
    this.#sources = sources;
  }

  /** The attribute is set again on every path of a filter or listener that covers this finding. */
  writes(loss: Loss): boolean {
    this.#found ??= this.#hooks();
    return this.#found.some((hook) => this.#covers(hook) && this.#rewrites(hook, loss.key));
  }

  #hooks(): readonly Hook[] {
    const found: Hook[] = [];
    for (const path of requestEndCandidates(this.#file.path)) {
      const isHere = path === this.#file.path;
      if (!isHere && !isSameApplication(path, this.#file.path)) continue;
      const source = isHere ? this.#file : this.#sources.load(path);
      if (source === undefined) continue;
      const file = isHere ? this.#file : javaFile(path, source.text, source.ast);
      const program = isHere ? this.#program : new JavaProgram(new ClassTable(this.#sources, file));
      for (const info of classesOf(file)) {
        for (const hook of requestHooks) {
          if (!info.methods.has(hook.method) || !this.#isA(info, hook.type, program)) continue;
          const analyzer = new FileAnalyzer(program, this.#traits);
          const { method, atStart, registration } = hook;
          found.push({ info, method, program, analyzer, atStart, registration });
        }
      }
    }
    return found;
  }

  #isA(info: ClassInfo, type: string, program: JavaProgram): boolean {
    return [...program.table.hierarchy(typeName(info.name))].some((next) => modelName(next.name) === type);
  }

  #rewrites(hook: Hook, key: Key): boolean {
    const id = `${hook.info.name}.${hook.method} ${key}`;
    let answer = this.#answers.get(id);
    if (answer === undefined) {
      answer = this.#judge(hook, key);
      this.#answers.set(id, answer);
    }
    return answer;
  }

  #judge(hook: Hook, key: Key): boolean {
    const { info, program, analyzer } = hook;
    return (info.methods.get(hook.method) ?? []).some((declaration) => {
      if (declaration.body === null) return false;
      const func = program.functionFor(info, declaration);
      const root = rootFor(func, info, declaration.parameters, [], false, { springRewrites: true }, program);
      const entry = entryOf(root, key);
      // The attribute is in the session. One that the filter sets before it passes the request on is serialized at the end
      // of the request, with what the servlet changed in between.
      entry.status = { ...entry.status, phase: 'dirty' };
      let passed = hook.atStart;
      const exits = analyzer.exitsFor(root, key, entry, () => {
        passed = true;
      });
      const ends = (exits ?? []).filter((exit) => exit.thrown === undefined);
      return passed && ends.length > 0 && ends.every((exit) => exit.state.status.phase !== 'dirty');
    });
  }

  #covers({ info, registration, program }: Hook): boolean {
    const patterns = registeredPatterns(info, registration, program.table);
    if (patterns.some((pattern) => pattern === '/*')) return true;
    const targets = this.#servletPatterns(webAppOf(info.file.path));
    return (
      targets.length > 0 && targets.every((target) => patterns.some((pattern) => urlPatternCovers(pattern, target)))
    );
  }

  /** URL patterns of the servlets in the file that is linted. */
  #servletPatterns(app: WebApp | undefined): readonly string[] {
    const found = [...this.#paths];
    for (const info of classesOf(this.#file)) {
      found.push(...annotationPatterns(info, 'WebServlet'));
      for (const servlet of app?.servlets ?? []) if (servlet.className === info.name) found.push(...servlet.patterns);
    }
    return found;
  }
}
