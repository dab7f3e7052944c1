/**
 * The intermediate representation that every language is lowered to: one control-flow graph per function, with small
 * effects over numbered variables. It knows calls, fields and elements, not sessions: what a call means is decided by the
 * solver from the models, because it depends on the value that the receiver has on a path.
 *
 * Variables are numbered per outermost function: a lambda shares the numbers of the function around it, so a captured
 * variable is the same variable. All spans are half-open UTF-16 offsets into the text of `Func.file`.
 */
import type { TypeName } from './type-name.ts';

export type Var = number;
export type BlockId = number;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file that functions come from. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type Literal = string | number | boolean | null;

export type Effect =
  | { readonly op: 'constant'; readonly into: Var; readonly value: Literal; readonly type: TypeName | undefined }
  /** Same object under another name. `type` is a declared or cast type; `narrows` is true for a cast. */
  | {
      readonly op: 'alias';
      readonly into: Var;
      readonly from: Var;
      readonly type: TypeName | undefined;
      readonly narrows: boolean;
    }
  /** A value of which nothing is known but, perhaps, its type. */
  | { readonly op: 'unknown'; readonly into: Var; readonly type: TypeName | undefined }
  /** A named constant object, such as an enum constant or a class literal; equal names are the same object. */
  | { readonly op: 'symbol'; readonly into: Var; readonly text: string; readonly type: TypeName | undefined }
  | {
      readonly op: 'new';
      readonly into: Var;
      readonly type: TypeName;
      readonly args: readonly Var[];
      readonly span: Span;
      /** Functions of an anonymous class body, callable by name. */
      readonly methods: ReadonlyMap<string, Func> | undefined;
      readonly handlers: Handlers;
    }
  /** A field of an object, or of a class when `object` is null. */
  | {
      readonly op: 'load';
      readonly into: Var;
      readonly object: Var | null;
      readonly owner: TypeName | undefined;
      readonly field: string;
      readonly span: Span;
    }
  | {
      readonly op: 'store';
      readonly object: Var | null;
      readonly owner: TypeName | undefined;
      readonly field: string;
      readonly from: Var;
      readonly span: Span;
    }
  /** An element of an array, or what a for-each loop hands out. */
  | { readonly op: 'element'; readonly into: Var; readonly of: Var; readonly type: TypeName | undefined }
  | { readonly op: 'store-element'; readonly object: Var; readonly from: Var; readonly span: Span }
  | CallEffect
  /** A try block begins: something in it may end by an exception, whatever it is. */
  | { readonly op: 'enter-try'; readonly handlers: Handlers }
  | { readonly op: 'closure'; readonly into: Var; readonly func: Func; readonly span: Span }
  /** The value of an operator other than an assignment: concatenation, arithmetic, `|` of flags. */
  | { readonly op: 'combine'; readonly into: Var; readonly operator: string; readonly parts: readonly Var[] }
  /** The value of a test, as a boolean. */
  | { readonly op: 'test'; readonly into: Var; readonly test: Test }
  /** `i++`, `--i`: `into` is the value of the expression. */
  | { readonly op: 'step'; readonly into: Var; readonly variable: Var; readonly prefix: boolean; readonly up: boolean };

export interface CallEffect {
  readonly op: 'call';
  readonly into: Var;
  /** The object that the method is called on; null for a static call, whose class is `owner`. */
  readonly receiver: Var | null;
  /** Class named by a static call, or class whose method is meant by an unqualified or a `super.` call. */
  readonly owner: TypeName | undefined;
  readonly isSuper: boolean;
  readonly name: string;
  readonly args: readonly Var[];
  readonly span: Span;
  /** Source of the receiver (empty when there is none) and of each argument, for messages and fixes. */
  readonly receiverSpan: Span;
  readonly argSpans: readonly Span[];
  readonly handlers: Handlers;
}

/** Where an exception goes from here, innermost first: exception types as written, and the block of the handler. */
export type Handlers = readonly { readonly types: readonly string[]; readonly block: BlockId }[];

export type Test =
  | { readonly kind: 'true'; readonly value: Var }
  | { readonly kind: 'null'; readonly value: Var }
  | { readonly kind: 'equal'; readonly left: Var; readonly right: Var }
  | { readonly kind: 'instance'; readonly value: Var; readonly type: TypeName }
  /** A for-each loop has a further element. */
  | { readonly kind: 'more'; readonly of: Var }
  | { readonly kind: 'unknown' };

export type Terminator =
  | { readonly kind: 'goto'; readonly to: BlockId }
  | { readonly kind: 'branch'; readonly test: Test; readonly then: BlockId; readonly otherwise: BlockId }
  | { readonly kind: 'return'; readonly value: Var | null; readonly span: Span }
  | { readonly kind: 'throw'; readonly type: TypeName | undefined; readonly handlers: Handlers; readonly span: Span };

export interface Block {
  readonly effects: readonly Effect[];
  readonly terminator: Terminator;
}

export interface Parameter {
  readonly variable: Var;
  readonly name: string;
  readonly type: TypeName | undefined;
  /** The name of a parameter without a declared type, for languages whose checkers may know it. */
  readonly span?: Span;
}

export interface Func {
  /** Unique in one analysis: path, class and position. */
  readonly id: string;
  readonly name: string;
  readonly file: SourceFile;
  /** The whole declaration. */
  readonly span: Span;
  readonly self: Var;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** Exceptions that the declaration says it throws, as written. */
  readonly throws: readonly string[];
  readonly returns: TypeName | undefined;
  /** Block 0 is the entry. */
  readonly blocks: readonly Block[];
  /** Declared types and source names of variables; temporaries have neither. */
  readonly variables: ReadonlyMap<Var, { readonly name: string; readonly type: TypeName | undefined }>;
  /** Boolean locals that are assigned constants: kept apart where paths meet. */
  readonly flags: readonly Var[];
  /** Only code of the same file can call it, so that it is judged where it is called. */
  readonly isPrivate: boolean;
  /** Set where lowering gave up; then the body is one block that returns. */
  readonly limit: string | null;
}
