/**
 * What the solver asks of a language: which code a call runs, what a field is, how types relate. Answers come from the
 * file itself, from project files on demand, and from the models.
 */
import type { Call } from '../models/model.ts';
import type { CallEffect, Func, Literal } from './ir.ts';
import type { TypeName } from './type-name.ts';

export interface FieldInfo {
  readonly type: TypeName | undefined;
  readonly isStatic: boolean;
  readonly isTransient: boolean;
  /** Field of an enum: shared by all sessions of the process, and not serialized. */
  readonly inEnum: boolean;
  /** Value of a constant; undefined when it is not one. */
  readonly constant: Literal | undefined;
  /** Qualified name of the declaring class: equal for `A.KEY` and an inherited `KEY`. */
  readonly owner: string;
}

export type Target =
  /** Code that was read. `exact` is false where another class may override it. */
  | { readonly kind: 'functions'; readonly functions: readonly Func[]; readonly exact: boolean }
  /** A call that a model describes; `owner` is the model class that declares it, with the type arguments seen from there. */
  | { readonly kind: 'model'; readonly call: Call; readonly owner: string; readonly ownerArgs: readonly TypeName[] }
  /** A field accessor that has no source because a tool generates it (Lombok), or a record's accessor. */
  | { readonly kind: 'accessor'; readonly field: string; readonly writes: boolean; readonly owner: TypeName }
  | { readonly kind: 'unknown'; readonly returns: TypeName | undefined };

export interface Program {
  /** `receiver` is the best known type of the receiver; undefined when nothing is known. */
  target(call: CallEffect, receiver: TypeName | undefined, args: readonly (TypeName | undefined)[]): Target;
  constructorOf(type: TypeName, args: readonly (TypeName | undefined)[]): Target;
  field(owner: TypeName, name: string): FieldInfo | undefined;
  isImmutable(type: TypeName): boolean;
  /** undefined: not known. */
  isSubtype(type: TypeName, of: TypeName): boolean | undefined;
  /** A handle of a session store, or a request or context that gives one. */
  isHandle(type: TypeName): boolean;
  /** A type whose methods are taken to do work elsewhere (services, data access, loggers). */
  isService(type: TypeName): boolean;
  /** Code of this class may have to do with sessions; answered without reading more than bytes. */
  mayTouchSession(type: TypeName): boolean;
  /** The function may reach a session that it is not handed. */
  reachesSession(func: Func): boolean;
  /** The class is declared in the file that is analysed, or is otherwise known without reading another file. */
  isAtHand(type: TypeName): boolean;
  /** Functions that a forward or include to this path runs, as far as their source is at hand. */
  dispatched(path: string, from: Func): readonly Func[];
  /** Key space of a session-like model class. */
  space(modelClass: string): string;
  /** Type of the session that a framework puts into a field of a class before its other methods run, if it does. */
  fieldDefault(owner: TypeName, name: string): TypeName | undefined;
}
