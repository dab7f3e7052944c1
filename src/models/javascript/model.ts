/**
 * The shape of what is known about JavaScript libraries: what a module exports, what the objects it makes are, and what
 * their calls do to a session. Records are data; the analysis interprets them and knows no library by name.
 *
 * Objects have a *role*, a name of our own such as `express.Request` or `iron-session.Session`. A value gets its role by
 * provenance: what a call of an export gives, what a registered function is called with, what a property of an object with
 * a role holds, or what type is declared for it. Never by the name of a variable alone.
 */

/** An operand of a call: the object that it is made on, the argument with this index, or the last argument. */
export type Operand = 'this' | number | 'last';

/** What a value is to the session that it was read from. */
export type Given =
  /** The session's own object: a change of it is a change of the session. */
  | 'live'
  /** A copy at all depths, or one that nothing reads again. */
  | 'copy'
  /** A new object around the session's own values: what lies below it is live. Also a new object at each read. */
  | 'shallow-copy';

/** What a call does. Several hold in the order in which they are listed. */
export type Meaning =
  /** Gives session data: one value (`key`: the argument that names it) or the whole (no key). */
  | { readonly op: 'read'; readonly session?: SessionOperand; readonly key?: number; readonly gives: Given }
  /**
   * Changes session data, so that the library sees it. `value` is what is stored; `merges`: an object whose properties are
   * stored, or a function that is handed the present data and gives it.
   */
  | {
      readonly op: 'write';
      readonly session?: SessionOperand;
      readonly key?: number;
      readonly value?: number;
      readonly merges?: number;
      /** `clone`: a change of the value afterwards is not seen. */
      readonly stores?: 'reference' | 'clone';
      /** defu (nuxt-auth-utils): null, undefined and empty lists in `merges` change nothing. */
      readonly ignoresEmpty?: true;
    }
  /** Marks the session as changed without changing it. */
  | { readonly op: 'touch'; readonly session?: SessionOperand }
  /**
   * Saves what was changed so far. `resultMustBeSent`: what it gives has to reach the response (`Set-Cookie`).
   * `sync`: takes effect at once even if the promise that it gives is not awaited.
   */
  | {
      readonly op: 'commit';
      readonly session?: SessionOperand;
      readonly sync?: true;
      readonly resultMustBeSent?: true;
    }
  /**
   * The session object is replaced by another when the call has completed: changes made through the old one are lost.
   * `keeps`: an option that must be true for data written before to survive (passport's keepSessionInfo).
   */
  | { readonly op: 'replace'; readonly session?: SessionOperand; readonly keeps?: string }
  /** Ends the session: nothing is dirty afterwards. Saved at once. */
  | {
      readonly op: 'destroy';
      readonly session?: SessionOperand;
      /** The request has no session from here on: a change of the old object goes nowhere. */
      readonly final?: true;
    }
  /**
   * The response ends here (`end`), or only its header lines are sent (`headers`). `redirects`: it tells the client to ask
   * for another page at once.
   */
  | { readonly op: 'respond'; readonly part: 'end' | 'headers'; readonly redirects?: true }
  /**
   * Does not return: it throws what the framework catches around the handler. `answers`: as the answer to the request, like a
   * redirect; else as its failure.
   */
  | { readonly op: 'leave'; readonly answers?: true }
  /** Hooks at the end of the request will not run, so that what they would save is not saved. */
  | { readonly op: 'bypass' }
  /** Makes property `member` of an object role a session of this library: the name was given as option. */
  | {
      /**
       * Calls the function given as argument: `now` while the call runs; `later` when it has completed, the response may
       * have been sent by then; `timer`: later, and nobody can wait for it; `after-response`; `event`: at another time,
       * outside any request.
       */
      readonly op: 'invoke';
      readonly fn: Operand;
      readonly when: 'now' | 'later' | 'timer' | 'after-response' | 'event';
      /** Only when argument 0 is one of these constants: `res.on('finish', …)`. */
      readonly events?: readonly string[];
      /** What its parameters are: roles, `part` (something reachable from the receiver), or null. */
      readonly with?: readonly (string | null)[];
    }
  /** Functions given as arguments (from this index on, in arrays too) handle requests; their parameters have these roles. */
  | {
      readonly op: 'handles';
      readonly from: number;
      readonly with: readonly (string | null)[];
      /** By number of parameters, where that changes their roles (Express error handlers have four). */
      readonly withByArity?: Readonly<Record<number, readonly (string | null)[]>>;
      /** Only when argument 0 is one of these constants: `addHook('onResponse', …)`. */
      readonly when?: readonly string[];
      /** The function runs after the response was sent. */
      readonly afterResponse?: true;
      /** The function runs outside the life of a request (a socket's events). */
      readonly outsideRequest?: true;
      /** The function is the value of these properties of an object argument: `{ method, path, handler }`. */
      readonly properties?: readonly string[];
    }
  /**
   * Gives a record of a store to the function in argument `fn`, as its parameter `value`; without `fn`, as the result: data
   * that is saved by `store-record` only.
   */
  | { readonly op: 'record'; readonly fn?: number; readonly value?: number }
  /** Puts a record, or the value in this argument, into the store. */
  | { readonly op: 'store-record'; readonly value: number }
  /** Registers sessions: the options object is this argument. */
  | { readonly op: 'configure'; readonly library: string; readonly options: number | 'last' }
  /**
   * Calls the plugin in an argument with the options in another: `fastify.register(plugin, options)`. As names: properties
   * of argument 0, or of each of its elements: `server.register([{ plugin, options }])`.
   */
  | {
      readonly op: 'register';
      readonly plugin: number | string;
      readonly options: number | string;
    }
  /** Sessions are kept in this store from here on. */
  | { readonly op: 'use-store'; readonly store: StoreModel };

/**
 * The session that a call is about: an operand that is one, or the one that belongs to the request (event) in that operand.
 * `this` by default.
 */
export type SessionOperand = Operand | { readonly ofRequest: Operand };

export type Result =
  /** An object with this role. `options`: it remembers this argument as its options. */
  | { readonly role: string; readonly options?: number }
  /** The session of the library: a handle; `ofRequest`: of the request in this operand, the same one at each call. */
  | { readonly session: string; readonly ofRequest?: Operand }
  /** The operand itself (fluent calls). */
  | { readonly same: Operand }
  /** Something reachable from the operand. */
  | { readonly part: Operand }
  /** A copy of the operand; its parts are the operand's own. */
  | { readonly copy: Operand; readonly deep?: true }
  /** What the function in this argument gives. */
  | { readonly returnedBy: Operand };

export interface CallModel {
  readonly does?: readonly Meaning[];
  readonly gives?: Result;
  /**
   * It gives a promise, and what it does is done only when that is awaited. With a function as the argument `callback`, it
   * is done when that function is called.
   */
  readonly async?: true;
  /** What it does is done at once as far as anyone can tell, even though it also takes a callback or gives a promise. */
  readonly sync?: true;
  /** The argument that is called when it is done: an index, or the last argument if that is a function. */
  readonly callback?: number | 'last';
}

export type Member =
  | ({ readonly kind: 'call' } & CallModel)
  /** An object with a role. */
  | { readonly kind: 'object'; readonly role: string }
  /** All data of the session that the object belongs to (`session.data`), or one value of it (Elysia's `cookie.x.value`). */
  | {
      readonly kind: 'data';
      readonly gives: Given;
      /** An assignment to the property replaces the data: is it seen? `unless-same`: not if it is the same object. */
      readonly assign?: 'write' | 'unless-same' | 'ignored' | 'breaks';
    }
  /** Another session of the same request: the property of a request that holds the session. */
  | { readonly kind: 'session'; readonly library: string }
  /** Looking at it tells the framework to leave the response alone: hapi's `h.abandon`. See the meaning `bypass`. */
  | { readonly kind: 'bypass' }
  /** Nothing of interest: `session.id`, `session.cookie`. */
  | { readonly kind: 'other' };

export interface ObjectModel {
  /** Names under which the modules of the library export the type: `Request`. */
  readonly types?: readonly string[];
  /** Other modules that declare these types, with the names there: `{ express-serve-static-core: ['Request'] }`. */
  readonly typesOf?: Readonly<Record<string, readonly string[]>>;
  /** A role whose members this one has as well. */
  readonly extends?: string;
  readonly members?: Readonly<Record<string, Member>>;
  /** Any other property: Elysia's `cookie.<name>`. */
  readonly others?: Member;
  /** Any other method call gives the object itself: `res.status(200).json(…)`. */
  readonly fluent?: true;
  /** Calling the object: `cookies()`. */
  readonly call?: CallModel;
  /** Properties that hold a secret which must be the same in all processes: Koa's `app.keys`. */
  readonly secrets?: readonly string[];
}

/**
 * What the library notices by itself.
 * `ALL`, `HASH`: every change, of parts too. `SET_END`, `SET_EAGER`: only writes; the value is serialized when the request
 * ends, or inside the write. `EXPLICIT`: nothing, until a commit.
 */
export type Detection = 'ALL' | 'HASH' | 'SET_END' | 'SET_EAGER' | 'EXPLICIT';

/** A condition on the options that the library was registered with. Not known: the first entry without one holds. */
export interface OptionCondition {
  readonly option: string;
  readonly is: string | number | boolean | null;
}

export type Conditional<T> = readonly { readonly when?: OptionCondition; readonly is: T }[];

/** How a store turns values into bytes. */
export type Codec = 'json' | 'json-hashed' | 'devalue' | 'bson' | 'adonis' | 'reference';

export type StoreScope = 'process' | 'host' | 'shared' | 'client';

export interface StoreModel {
  /** Module that exports it; the export's name where it is not the default one. */
  readonly modules: readonly string[];
  readonly export?: string;
  /** As users call it. */
  readonly name: string;
  readonly scope: StoreScope;
  readonly codec: Codec;
  /** Only sessions that are too large for a cookie are kept in it. */
  readonly overflowOnly?: true;
  /** Its `touch` writes the whole session, not only its time. */
  readonly rewritesOnTouch?: true;
}

/** Where the session of a request is found. */
export interface Place {
  /** A role: `express.Request`. */
  readonly role: string;
  /** The property, or the option of the registration that names it, with its default. */
  readonly member: string | { readonly option: string; readonly default: string };
  /** `c.get('session')`: the method that is called with the member's name, instead of a property. */
  readonly getter?: string;
  /** The property holds a promise of the session: what is changed without `await` is lost. */
  readonly awaited?: true;
  /** What an assignment to the property does. */
  readonly unset?: Unset;
}

/**
 * What `req.session = null`, `delete req.session` and `req.session = {…}` do. `logout`: they end the session. `keeps`: the
 * stored session stays. `breaks`: the request fails or hangs. `write`: sets new data. `unknown`: nothing is said.
 */
export interface Unset {
  readonly toNull: Conditional<'logout' | 'keeps' | 'unknown'>;
  readonly toObject: 'write' | 'breaks' | 'unknown';
}

export interface SessionModel {
  /** Role of the session object, in `objects` of the library. */
  readonly role: string;
  /** Properties of the handle that are not listed as members are session data. */
  readonly ownProperties: {
    readonly gives: Given;
    /** `ignored`: an assignment is not seen. */
    readonly assign: 'write' | 'ignored';
    readonly delete: 'write' | 'ignored';
  } | null;
  readonly places?: readonly Place[];
  readonly detection: Conditional<Detection>;
  /**
   * When changes are taken: `response-end` and `headers`: synchronously in the calls of `respond` with that part.
   * `return`: when the handler's promise is done, so that only work that nobody waits for is late. `call`: in a commit.
   */
  readonly commit: 'response-end' | 'headers' | 'return' | 'call';
  /** A commit call after the response: it saves (`ok`), does nothing, or throws. */
  readonly lateSave: 'ok' | 'useless' | 'throws';
  /**
   * For messages: what one has to call: `await session.save()`. `{{session}}` stands for the session's source, `{{key}}` for
   * the key, quoted as in the source.
   */
  readonly remedy: string;
  readonly codec: Conditional<Codec>;
  /** The answer leaves before the store has the session: a client that follows a redirect at once may read the old one. */
  readonly answersEarly?: true;
  /**
   * With this value of an option (which is also what holds without it) every request writes the whole session, so that a slow
   * one that only reads undoes what another has written meanwhile.
   */
  readonly rewrites?: { readonly option: string; readonly unless: boolean };
  /** The published types let any property of the session be anything. */
  readonly untyped?: true;
  /** Keys that begin with this are never stored. */
  readonly unstoredPrefix?: string;
  /** Option that holds the store, and what is used without it. Null: there is no store (data in a cookie). */
  readonly store?: { readonly option: string; readonly default: StoreModel } | null;
  /** Options (dotted for nested ones) that hold secrets which must be the same in all processes. */
  readonly secrets?: readonly string[];
  /** Type arguments and interfaces that declare the data: `SessionData` of `express-session`. */
  readonly dataTypes?: readonly { readonly module: string; readonly name: string; readonly typeArgument?: number }[];
}

export interface LibraryModel {
  /** Unique; the main npm package as a rule. */
  readonly id: string;
  /** Described in the settings: nothing is known of how its names are spelled. */
  readonly custom?: true;
  /** First version that this is true of: with an older one, or where the version is not known, nothing is said. */
  readonly from?: string;
  /** Module specifiers whose exports these are; one that ends in `/*` stands for all below it. */
  readonly modules: readonly string[];
  /** Packages in whose projects the exports are global (Nuxt's and Nitro's auto-imports). */
  readonly autoImportedBy?: readonly string[];
  /** `default` is also what `require` gives, if that is called or constructed. `*`: any other export. */
  readonly exports?: Readonly<Record<string, Member>>;
  /**
   * Roles. A role of another library gets these members as well, in projects that depend on this one: passport adds `login`
   * to the request of Express.
   */
  readonly objects?: Readonly<Record<string, ObjectModel>>;
  /** Global names, such as `Astro`, in files with one of these extensions. */
  readonly globals?: Readonly<Record<string, { readonly role: string; readonly extensions: readonly string[] }>>;
  /**
   * Roles of the parameters of exported functions by file name or export name (`loader`, `action`, `GET`), where a
   * framework calls them by convention.
   */
  readonly conventions?: readonly {
    /** Names of exports. */
    readonly exports: readonly string[];
    readonly with: readonly (string | null)[];
  }[];
  /**
   * Names that parameters of request handlers have by custom, with their roles. They count only for functions that a module
   * exports in a project that depends on the library, and only in this order: `(req, res)`.
   */
  readonly parameterNames?: readonly (readonly { readonly names: readonly string[]; readonly role: string }[])[];
  /** Decorators of parameters that receive the session or an object with a role. */
  readonly decorators?: Readonly<Record<string, { readonly session: true } | { readonly role: string }>>;
  /**
   * Types of functions that handle requests, with the roles of their parameters: `const POST: APIRoute = …`. Under the name
   * of a type of objects, what the functions in their properties (at any depth) are: `const routes: ServerRoute[] = […]`.
   */
  readonly functionTypes?: Readonly<
    Record<
      string,
      readonly (string | null)[] | { readonly properties: readonly string[]; readonly with: readonly (string | null)[] }
    >
  >;
  /** What a handler returns is the response, so that the request is over when it has returned. */
  readonly answersByReturn?: true;
  /** Types of these names count in whatever module they are declared. */
  readonly anyModule?: true;
  readonly session?: SessionModel;
  readonly stores?: readonly StoreModel[];
}

/** What a stored value is, as far as codecs care. */
export type ValueKind =
  | 'function'
  | 'symbol'
  | 'class-instance'
  | 'Map'
  | 'Set'
  | 'Promise'
  | 'RegExp'
  | 'Error'
  | 'Date'
  | 'URL'
  | 'Buffer'
  | 'bigint'
  | 'cycle';
