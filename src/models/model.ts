/**
 * The shape of what is known about libraries: which class is which, and what a call of one of its methods does to the
 * objects involved. Records are data; the flow analysis interprets them and knows no library by name.
 */

/** An operand of a call: the receiver, the argument with this index, or a constant key. */
export type Operand = 'this' | number | { readonly constant: string };

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
  | 'null';

/** One thing that a call does. A method's meanings hold in the order in which they are listed. */
export type Meaning =
  /** Gives the attribute with this key. `copy`: what it gives is not the stored object. */
  | { readonly op: 'read'; readonly key: Operand; readonly copy?: true; readonly when?: Guard }
  /**
   * Stores a value under the key. `onlyWhenAbsent`: putIfAbsent. `ignoresSameInstance`: storing the object that is
   * already there does nothing, unless the application is distributable (Mojarra's session map).
   */
  | {
      readonly op: 'write';
      readonly key: Operand;
      readonly value: Operand;
      readonly when?: Guard;
      readonly onlyWhenAbsent?: true;
      readonly ignoresSameInstance?: true;
    }
  | { readonly op: 'remove'; readonly key: Operand; readonly when?: Guard }
  /** Ends the session or empties it. */
  | { readonly op: 'drop' }
  /** Gives the names of all attributes, in any container (Enumeration, array, Set, List). */
  | { readonly op: 'names' }
  /** Commits the response: stores that save at commit time (Spring Session) take what was set so far. */
  | { readonly op: 'commit' }
  /**
   * Changes the operand. `stores`: arguments that become reachable from it. `reports`: how the result tells whether it
   * changed. `elements`: it is the elements that change, not the container.
   */
  | {
      readonly op: 'mutate';
      readonly target: Operand;
      readonly stores?: readonly number[];
      readonly reports?: ChangeReport;
      readonly when?: Guard;
    }
  /**
   * Calls the function (lambda, method reference, functional object) given as argument `fn`, zero or more times, before
   * it returns. `with`: what each parameter receives: an object reachable from the operand (`part`), the operand itself
   * (`same`), or something unrelated (null).
   */
  | {
      readonly op: 'invoke';
      readonly fn: number;
      readonly with: readonly ({ readonly part: Operand } | { readonly same: Operand } | null)[];
    }
  /** Runs the function given as argument on another thread or later. */
  | { readonly op: 'detach'; readonly fn: Operand };

/** Where the object that a call returns comes from. A method may have several. */
export type Result =
  /** The operand itself (fluent methods, Objects.requireNonNull). */
  | { readonly same: Operand }
  /** An object reachable from it, or a view of it: changing the result changes the operand. */
  | { readonly part: Operand }
  /** A shallow copy: its elements are the operand's elements, it is not. */
  | { readonly copy: Operand }
  /** What the function in this argument returned. */
  | { readonly returnedBy: number };

export interface MethodModel {
  /** `name`, or `name/arity` where overloads differ in meaning. Constructors are `new` or `new/arity`. */
  readonly [nameAndArity: string]: Call;
}

export interface Call {
  readonly does?: readonly Meaning[];
  readonly gives?: readonly Result[];
  /**
   * Type of the result, fully qualified in javax form, `$0`, `$1` standing for the receiver's type arguments:
   * `java.util.Iterator<$0>`. A read (`op: read`) needs none. Left out: unknown, or nothing of interest.
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
  readonly extends?: readonly string[];
  /**
   * immutable: a value that cannot change (String, Integer, enum-like, java.time). service: an object whose calls do not
   * change what it is given (logger, connection, DAO of a framework). session: a handle of a session store; `store`
   * separates key spaces (the portlet scope of a PortletSession is not the HttpSession).
   */
  readonly kind?: 'immutable' | 'service' | 'session' | 'plain';
  /** Calls not listed in `methods` or a supertype: `pure` changes nothing and gives nothing of interest (default), `unknown` may do anything. */
  readonly others?: 'pure' | 'unknown';
  readonly methods?: MethodModel;
  /** Values of constants a guard may look at, and types of public fields. */
  readonly constants?: Readonly<Record<string, string | number>>;
}
