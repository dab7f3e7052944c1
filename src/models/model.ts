/**
 * The shape of what is known about libraries: which class is which, and what a call of one of its methods does to the
 * objects involved. Records are data; the flow analysis interprets them and knows no library by name.
 */

/**
 * An operand of a call: the receiver, the argument with this index, or a constant key. `unknown` stands for a key that the
 * call takes from data (Map.putAll): any key.
 */
export type Operand = 'this' | number | 'unknown' | { readonly constant: string };

/**
 * A fact that holds only for versions of a library before this one: Spring stopped completing the WebRequest of a handler
 * method in 6.0. Where the version is not known, the fact does not hold.
 */
export interface VersionBefore {
  readonly library: string;
  readonly before: string;
}

/** What a read, write or remove says of the session that it goes to. */
export interface SessionTarget {
  readonly when?: Guard;
  /** The argument that leads to the session (a request or a session), where that is not the receiver. */
  readonly handle?: Operand;
  /** The key space, where it differs from that of the class (ClassModel.space): the scopes of a PortletSession. */
  readonly space?: string;
}

/**
 * What a parameter of a called function receives: an object reachable from the operand (`part`), the operand itself
 * (`same`), or something unrelated of a known type. `type` is written as in Call.returns.
 */
export type FunctionParameter =
  | { readonly part: Operand; readonly type?: string }
  | { readonly same: Operand; readonly type?: string }
  | { readonly type: string };

/**
 * A condition on a call: it has the meaning only when the argument is one of these constants
 * (PageContext.SESSION_SCOPE is 3). An argument whose value is unknown does not satisfy it.
 */
export interface Guard {
  readonly argument: number;
  readonly oneOf: readonly (string | number | boolean)[];
}

/** How the result of a mutator tells whether it changed anything. */
export type ChangeReport =
  /** true when changed (Set.add, Collection.remove). */
  | 'true'
  /** null when nothing changed (Map.remove, Deque.poll). */
  | 'non-null'
  /** null when changed, the present value when not (Map.putIfAbsent). */
  | 'null'
  /** true, whatever happens (List.add). */
  | 'always';

/** One thing that a call does. A method's meanings hold in the order in which they are listed. */
export type Meaning =
  /**
   * Gives the attribute with this key. `copy`: what it gives is not the stored object. `autoWritten`: the framework sets
   * the value again when the request ends, so a change of it is not lost. `maybe`: the call looks in other scopes too
   * (PageContext.findAttribute), so it is a session read only where something else in the file or the project makes this
   * key a session attribute.
   */
  | ({
      readonly op: 'read';
      readonly key: Operand;
      readonly copy?: true;
      readonly autoWritten?: true | VersionBefore;
      readonly maybe?: true;
    } & SessionTarget)
  /**
   * Stores a value under the key; `returnedBy` is what the function in that argument returned. With the key `unknown`
   * the value is a map, and what is stored are the objects reachable from it. `onlyWhenAbsent`: putIfAbsent.
   * `ignoresSameInstance`: storing the object that is already there does nothing, unless the application is
   * distributable (Mojarra's session map).
   */
  | ({
      readonly op: 'write';
      readonly key: Operand;
      readonly value: Operand | { readonly returnedBy: number };
      readonly onlyWhenAbsent?: true;
      readonly ignoresSameInstance?: true;
    } & SessionTarget)
  | ({ readonly op: 'remove'; readonly key: Operand } & SessionTarget)
  /** Ends the session or empties it. */
  | { readonly op: 'drop'; readonly handle?: Operand; readonly space?: string }
  /** Gives the names of all attributes, in any container (Enumeration, array, Set, List). */
  | ({ readonly op: 'names' } & SessionTarget)
  /** Commits the response: stores that save at commit time (Spring Session) take what was set so far. */
  | { readonly op: 'commit' }
  /** Runs what the path that the receiver was made from leads to: RequestDispatcher.forward and include. */
  | { readonly op: 'dispatch' }
  /** Runs the rest of the filter chain and the servlet: what follows is the end of the request. */
  | { readonly op: 'next-filter' }
  /**
   * Changes the operand. `stores`: arguments that become reachable from it. `storesElements`: arguments whose elements
   * become reachable from it, but not the argument itself (addAll). `reports`: how the result tells whether it changed.
   */
  | {
      readonly op: 'mutate';
      readonly target: Operand;
      readonly stores?: readonly number[];
      readonly storesElements?: readonly number[];
      readonly reports?: ChangeReport;
      readonly when?: Guard;
    }
  /**
   * Calls the function (lambda, method reference, functional object) given as argument `fn`, zero or more times, before
   * it returns. `with`: what each parameter receives; null: nothing of interest.
   */
  | { readonly op: 'invoke'; readonly fn: number; readonly with: readonly (FunctionParameter | null)[] }
  /** Runs the function given as argument on another thread or later. */
  | { readonly op: 'detach'; readonly fn: Operand; readonly with?: readonly (FunctionParameter | null)[] };

/** Where the object that a call returns comes from. A method may have several. */
export type Result =
  /** The operand itself (fluent methods, Objects.requireNonNull). */
  | { readonly same: Operand }
  /** An object reachable from it, or a view of it: changing the result changes the operand. */
  | { readonly part: Operand }
  /** A shallow copy: its elements are the operand's elements, it is not. */
  | { readonly copy: Operand }
  /** A new object from which these arguments can be reached (Optional.of, List.of); `all`: every argument. */
  | { readonly holds: readonly number[] | 'all' }
  /** What the function in this argument returned. Of a stream, its elements: `stream.map(fn)`. */
  | { readonly returnedBy: number };

/** Calls by `name`, or by `name/arity` where overloads differ in meaning. Constructors are `new` or `new/arity`. */
export type MethodModel = Readonly<Record<string, Call>>;

export interface Call {
  readonly does?: readonly Meaning[];
  readonly gives?: readonly Result[];
  /**
   * Type of the result, fully qualified in javax form, with these variables in place of a type:
   * `$0`, `$1`: the receiver's type arguments (`java.util.Iterator<$0>`);
   * `@0`: the type of argument 0; `@0.1`: its type argument 1, or the component type of an array (`@0.0`);
   * `@0()`: the type of what the function in argument 0 returns.
   * Left out where the result is `same` or `copy`: the type of that operand. Else left out: unknown, or of no interest.
   */
  readonly returns?: string;
}

export interface ClassModel {
  /**
   * Fully qualified name, nested classes with a dot (`java.util.Map.Entry`). A name that starts with `javax.` stands for
   * its `jakarta.` twin as well. Names without a package that start with `#` are roles that only an API's result can
   * have: `#struts2.SessionMap` is the java.util.Map that ActionContext.getSession() gives.
   */
  readonly name: string;
  /** Supertypes, with type arguments where they matter: `java.util.Map<$0,$1>` of a HashMap. */
  readonly extends?: readonly string[];
  /**
   * immutable: a value that cannot change (String, Integer, enum-like, java.time). service: an object whose calls do not
   * change what it is given (logger, connection, DAO of a framework). session: a handle of a session store.
   * plain (default): an ordinary object.
   */
  readonly kind?: 'immutable' | 'service' | 'session' | 'plain';
  /** Calls not listed in `methods` or a supertype: `pure` changes nothing and gives nothing of interest (default), `unknown` may do anything. */
  readonly others?: 'pure' | 'unknown';
  readonly methods?: MethodModel;
  /** The key space of a session's attributes; `http` by default. Keys of different spaces never match. */
  readonly space?: string;
  /**
   * Roles of the parameters of a method that the framework calls on a class that extends or implements this one, by
   * `name/arity`: `{ 'setSession/1': ['#struts2.SessionMap'] }`.
   */
  readonly parameterRoles?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Values of constants that a guard may look at. */
  readonly constants?: Readonly<Record<string, string | number>>;
  /** Types of public fields. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What an annotation says of the parameter, class or method that it stands on. */
export type AnnotationMeaning =
  /**
   * The parameter is an attribute of the session. Its key is the first of these annotation elements that is given, else
   * the parameter's name.
   */
  | {
      readonly op: 'read-parameter';
      readonly keyElements: readonly string[];
      readonly autoWritten?: true | VersionBefore;
    }
  /**
   * Model attributes with the names in these elements live in the session and are set again when a handler method of the
   * class returns normally.
   */
  | {
      readonly op: 'model-attributes';
      readonly keyElements: readonly string[];
    };

export interface AnnotationModel {
  /** Fully qualified, in javax form. */
  readonly name: string;
  readonly on: readonly ('parameter' | 'class')[];
  readonly means: AnnotationMeaning;
}
