/** What one analysis of a file carries along. */
import type { LibraryModel, StoreModel } from '../../models/javascript/model.ts';
import type { Func, Literal, Span, Var } from '../ir.ts';
import type { TypeOracle, TypeQuestions } from '../typescript/type-oracle.ts';
import type { Catalog } from './catalog.ts';
import type { LateCause, State } from './state.ts';
import type { Step, Value } from './value.ts';

/** Other files, as far as the analysis needs them. */
export interface ModuleLoader {
  /** The absolute path of a file of the project that an import means; undefined for packages. */
  resolve(specifier: string, from: string): string | undefined;
  /**
   * The value of an export of a file of the project, if that file may have to do with sessions, or `always`. What is known
   * of the objects that it leads to is added to the state.
   */
  exported(path: string, name: string, always: boolean, into?: State): Value | undefined;
  /** What a variable of a module holds when the module has been loaded. */
  variable(variable: Var): Value | undefined;
}

/** What an anonymous function was registered as. */
export interface HandlerRoles {
  readonly with: readonly (string | null)[];
  readonly withByArity: Readonly<Record<number, readonly (string | null)[]>> | undefined;
  readonly afterResponse: LateCause | null;
  readonly outsideRequest: LateCause | null;
  /** The decorator of a framework that calls the function. */
  readonly framework?: string;
}

export interface Problem {
  readonly rule: string;
  readonly kind: string;
  readonly step: Step;
  readonly data: Readonly<Record<string, string>>;
  readonly trace: readonly {
    readonly step: Step;
    readonly role: 'read' | 'call' | 'change' | 'write' | 'end';
    readonly text: string;
  }[];
  readonly repair: RepairHint | null;
}

/** What suggestions are made from; the text is worked out when the problem is reported. */
export interface RepairHint {
  /** The session, as the source calls it. */
  readonly session: string;
  /** Where the value or the handle was read. */
  readonly read: Step | null;
  /** What makes the change late, or the handle stale. */
  readonly cause: Step | null;
  readonly key: string | null;
  /** The call that is needed, with the session's and the key's text put in. */
  readonly remedy: string;
  /** The role of the session, for its members. */
  readonly role: string;
  /** A save after the response is a save. */
  readonly savesLate?: boolean;
  /** The library's types let any property be anything. */
  readonly isUntyped?: boolean;
}

export interface Registration {
  readonly library: LibraryModel;
  readonly step: Step;
  readonly options: ReadonlyMap<string, OptionValue>;
  /** False where the object may have properties that were not seen. */
  readonly isComplete: boolean;
  readonly store?: StoreModel;
}

export interface OptionValue {
  readonly value: Value;
  readonly literal: Literal | undefined;
}

export class Collector {
  readonly problems: { readonly problem: Problem; readonly root: Func | undefined }[] = [];
  /** Functions that were registered as handlers, with their roles. */
  readonly handlers = new Map<Func, HandlerRoles>();
  /** Functions that were seen to be called. */
  readonly called = new Set<Func>();
  /** Functions that were made, with what they captured. */
  readonly closures = new Map<Func, Map<Var, Value>>();
  /** The functions that were made in a function. */
  readonly created = new Map<Func, Set<Func>>();
  readonly selves = new Map<Func, Value>();
  /** Functions that promises were made with. */
  readonly executors = new Set<Func>();
  readonly registrations = new Map<string, Registration[]>();
  readonly limits = new Map<Func, string>();
  /** What variables call a session. */
  readonly names = new Map<string, string>();
}

export interface Root {
  readonly func: Func;
  readonly self: Value | undefined;
  readonly parameters: readonly Value[];
  readonly captured: ReadonlyMap<Var, Value>;
  /** It handles requests, so that what it leaves undone is not done. */
  readonly isHandler: boolean;
  /** What the function returns is the response: the request is over then. */
  readonly answersByReturn: boolean;
  readonly outside: LateCause | null;
  /** The code of a module, which runs once. */
  readonly isModule?: true;
}

export interface AskedTypes {
  readonly oracle: TypeOracle;
  readonly questions: TypeQuestions;
}

export interface Run {
  readonly catalog: Catalog;
  readonly modules: ModuleLoader;
  readonly collector: Collector;
  /** The file whose problems are wanted. */
  readonly path: string;
  readonly root: Root;
  readonly budget: { left: number };
  /** A type checker, and how much may be asked of it. */
  readonly types: AskedTypes | undefined;
  /** False while a module is only looked at for its exports. */
  readonly reports: boolean;
}

export interface Activation {
  readonly run: Run;
  readonly func: Func;
  readonly self: Value;
  readonly stack: readonly Func[];
  /** The calls that lead here, outermost first. */
  readonly calls: readonly Step[];
  /** The promise that the function has returned by the time an `await` is over. */
  readonly work: string | null;
}

export interface Exit {
  readonly state: State;
  readonly value: Value;
  readonly span: Span;
  readonly thrown: boolean;
  /** The call that ends the path by throwing what answers the request: `redirect()`. */
  readonly leftBy?: string;
}

export class BudgetExceeded extends Error {}
