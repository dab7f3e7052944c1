/** The records as one file of one project sees them: what its imports, roles and types mean. */
import type {
  Codec,
  Conditional,
  Detection,
  LibraryModel,
  Member,
  ObjectModel,
  Place,
  SessionModel,
} from '../../models/javascript/model.ts';
import type { Literal } from '../ir.ts';
import type { TypeName } from '../type-name.ts';

export interface Session {
  readonly library: LibraryModel;
  readonly model: SessionModel;
}

export interface ExportedMember {
  readonly library: LibraryModel;
  readonly member: Member;
}

export type TypeMeaning =
  { readonly kind: 'role'; readonly role: string } | { readonly kind: 'session'; readonly library: string };

export type FunctionShape =
  | { readonly kind: 'function'; readonly with: readonly (string | null)[] }
  | { readonly kind: 'object'; readonly properties: readonly string[]; readonly with: readonly (string | null)[] };

export interface CatalogInput {
  readonly libraries: readonly LibraryModel[];
  /** Specifiers that the file imports. */
  readonly imported: ReadonlySet<string>;
  /** Packages that the project depends on, with the versions asked for. */
  readonly dependencies: ReadonlyMap<string, string>;
}

export class Catalog {
  readonly #libraries: readonly LibraryModel[];
  readonly #byId = new Map<string, LibraryModel>();
  readonly #active = new Set<string>();
  readonly #imported = new Set<string>();
  readonly #dependencies: ReadonlyMap<string, string>;
  readonly #bySpecifier = new Map<string, readonly LibraryModel[]>();
  readonly #roles = new Map<string, ObjectModel | undefined>();
  readonly #places = new Map<string, readonly { readonly session: Session; readonly place: Place }[]>();
  /** Options of registrations, by library. */
  readonly #options = new Map<string, ReadonlyMap<string, Literal>>();

  constructor({ libraries, imported, dependencies }: CatalogInput) {
    this.#libraries = libraries;
    this.#dependencies = dependencies;
    for (const library of libraries) {
      this.#byId.set(library.id, library);
      const isImported = [...imported].some((specifier) => matches(library, specifier));
      const isDependency = library.modules.some((module) => dependencies.has(packageName(module)));
      const isGlobal = library.autoImportedBy?.some((name) => dependencies.has(name)) === true;
      if (isImported) this.#imported.add(library.id);
      if ((isImported || isDependency || isGlobal || library.anyModule === true) && this.#isRecent(library)) {
        this.#active.add(library.id);
      }
    }
  }

  #isRecent(library: LibraryModel): boolean {
    if (library.from === undefined) return true;
    const versions = library.modules.map((module) => this.#dependencies.get(packageName(module)));
    return versions.some((version) => version !== undefined && isAtLeast(version, library.from ?? ''));
  }

  /** The file or its project uses a library that has sessions. */
  get hasSessions(): boolean {
    return [...this.#active].some((id) => this.#byId.get(id)?.session !== undefined);
  }

  /** One of the libraries in use is described in the settings. */
  get hasCustom(): boolean {
    return [...this.#active].some((id) => this.#byId.get(id)?.custom === true);
  }

  session(id: string): Session | undefined {
    const library = this.#byId.get(id);
    return library?.session === undefined ? undefined : { library, model: library.session };
  }

  isActive(id: string): boolean {
    return this.#active.has(id);
  }

  librariesOf(specifier: string): readonly LibraryModel[] {
    let known = this.#bySpecifier.get(specifier);
    if (known === undefined) {
      known = this.#libraries.filter((library) => matches(library, specifier));
      this.#bySpecifier.set(specifier, known);
    }
    return known;
  }

  exportsOf(specifier: string, name: string): readonly ExportedMember[] {
    return this.librariesOf(specifier).flatMap((library) => {
      const member = library.exports?.[name] ?? library.exports?.['*'];
      return member === undefined ? [] : [{ library, member }];
    });
  }

  /** Names that a framework makes global in the files of its projects. */
  autoImported(name: string): readonly ExportedMember[] {
    return this.#libraries.flatMap((library) => {
      const isGlobal = library.autoImportedBy?.some((one) => this.#dependencies.has(one)) === true;
      const member = library.exports?.[name];
      return isGlobal && member !== undefined && name !== 'default' ? [{ library, member }] : [];
    });
  }

  globalRole(name: string, path: string): string | undefined {
    for (const library of this.#libraries) {
      const found = library.globals?.[name];
      if (found?.extensions.some((extension) => path.endsWith(extension)) === true) return found.role;
    }
    return undefined;
  }

  /** What objects with the role have, whichever libraries give it to them. */
  role(name: string): ObjectModel | undefined {
    if (this.#roles.has(name)) return this.#roles.get(name);
    this.#roles.set(name, undefined);
    let found: ObjectModel | undefined;
    for (const library of this.#libraries) {
      const model = library.objects?.[name];
      if (model === undefined) continue;
      if (!name.startsWith(`${library.id}.`) && isForeign(name, library) && !this.#active.has(library.id)) continue;
      found = found === undefined ? model : { ...found, ...model, members: { ...found.members, ...model.members } };
    }
    if (found?.extends !== undefined) {
      const base = this.role(found.extends);
      if (base !== undefined) found = { ...base, ...found, members: { ...base.members, ...found.members } };
    }
    this.#roles.set(name, found);
    return found;
  }

  libraryOfRole(role: string): string {
    return this.#libraries.find((library) => library.objects?.[role] !== undefined)?.id ?? '';
  }

  /**
   * The session that a property of an object holds. Where several libraries put theirs there, the one that the file
   * imports; else, if the project depends on more than one, nothing is known.
   */
  sessionAt(role: string, member: string, isGetter: boolean): { session: Session; place: Place } | undefined {
    const here = this.placesOf(role).filter(
      ({ place, session }) => (place.getter !== undefined) === isGetter && this.#memberOf(place, session) === member,
    );
    const active = here.filter(({ session }) => this.#active.has(session.library.id));
    if (active.length < 2) return active[0];
    const imported = active.filter(({ session }) => this.#imported.has(session.library.id));
    const registered = imported.filter(({ session }) => this.#options.has(session.library.id));
    const [first, ...rest] = registered.length > 0 ? registered : imported;
    // Two ways of one package: the one that comes first is the usual one.
    const isOne = rest.every(({ session }) => session.library.modules.join() === first?.session.library.modules.join());
    return isOne ? first : undefined;
  }

  /** Roles from which a session can be reached. */
  placesOf(role: string): readonly { readonly session: Session; readonly place: Place }[] {
    const known = this.#places.get(role);
    if (known !== undefined) return known;
    const roles = new Set([role]);
    for (let base = this.role(role)?.extends; base !== undefined && !roles.has(base); base = this.role(base)?.extends) {
      roles.add(base);
    }
    const places = this.#libraries.flatMap((library) => {
      const model = library.session;
      if (model === undefined) return [];
      const session: Session = { library, model };
      return (model.places ?? []).filter((place) => roles.has(place.role)).map((place) => ({ session, place }));
    });
    this.#places.set(role, places);
    return places;
  }

  #memberOf({ member }: Place, { library }: Session): string | undefined {
    if (typeof member === 'string') return member;
    const given = this.#options.get(library.id)?.get(member.option);
    return typeof given === 'string' ? given : member.default;
  }

  noteOptions(library: string, options: ReadonlyMap<string, Literal>): void {
    this.#options.set(library, options);
  }

  optionsOf(library: string): ReadonlyMap<string, Literal> | undefined {
    return this.#options.get(library);
  }

  detection({ library, model }: Session): Detection {
    return this.#choose(library.id, model.detection) ?? 'ALL';
  }

  codec({ library, model }: Session): Codec {
    return this.#choose(library.id, model.codec) ?? 'json';
  }

  choose<T>({ library }: Session, choices: Conditional<T>): T | undefined {
    return this.#choose(library.id, choices);
  }

  #choose<T>(library: string, choices: Conditional<T>): T | undefined {
    const options = this.#options.get(library);
    for (const { when, is } of choices) {
      if (when === undefined || options?.get(when.option) === when.is) return is;
    }
    return undefined;
  }

  /** What a value of a declared type is. */
  typeMeaning(type: TypeName | undefined): TypeMeaning | undefined {
    if (type === undefined) return undefined;
    if (type.name === '|') {
      const meanings = type.args.map((one) => ({ one, meaning: this.typeMeaning(one) }));
      // A declared type says more than a decorator.
      const declared = meanings.filter(({ one, meaning }) => meaning !== undefined && !one.name.startsWith('@'));
      return (declared[0] ?? meanings.find(({ meaning }) => meaning !== undefined))?.meaning;
    }
    if (type.name.startsWith('@') && type.name.lastIndexOf('#') > 0 && this.#isDecorator(type.name)) {
      return this.#decorated(type.name.slice(1));
    }
    const [module, written] = splitType(type.name);
    const name = written.replace(/^Express\./, '');
    for (const library of this.#libraries) {
      const isHere = module === undefined ? library.anyModule === true : matches(library, module);
      const isAny = library.anyModule === true;
      if (module === undefined && !isAny && !isNamespaced(written, library)) {
        if (!this.#declaresGlobal(library, name)) continue;
      }
      for (const [role, model] of Object.entries(library.objects ?? {})) {
        const own = (isHere || isAny || module === undefined) && model.types?.includes(name) === true;
        const elsewhere = module !== undefined && model.typesOf?.[module]?.includes(name) === true;
        if (!own && !elsewhere) continue;
        if (module === undefined && !isAny && !this.#active.has(library.id)) continue;
        return library.session?.role === role ? { kind: 'session', library: library.id } : { kind: 'role', role };
      }
    }
    return undefined;
  }

  /** `Astro` types and generated ones are global in the projects of their frameworks. */
  #declaresGlobal(library: LibraryModel, name: string): boolean {
    return library.autoImportedBy !== undefined && this.#active.has(library.id) && name !== 'Session';
  }

  #isDecorator(name: string): boolean {
    return this.#decorated(name.slice(1)) !== undefined;
  }

  #decorated(name: string): TypeMeaning | undefined {
    const [module = '', local] = splitType(name);
    for (const library of this.librariesOf(module)) {
      const found = library.decorators?.[local];
      if (found === undefined) continue;
      if ('role' in found) return { kind: 'role', role: found.role };
      const place =
        this.sessionAt('express.Request', 'session', false) ?? this.sessionAt('fastify.Request', 'session', false);
      return place === undefined ? undefined : { kind: 'session', library: place.session.library.id };
    }
    return undefined;
  }

  /** Roles of the parameters of functions of a declared type. */
  functionShape(type: TypeName | undefined): FunctionShape | undefined {
    if (type === undefined) return undefined;
    if (type.name === '|') return type.args.map((one) => this.functionShape(one)).find((one) => one !== undefined);
    if (type.name === 'Array' || type.name === 'ReadonlyArray') return this.functionShape(type.args[0]);
    const [module, name] = splitType(type.name);
    if (module === undefined) return undefined;
    for (const library of this.librariesOf(module)) {
      const found = library.functionTypes?.[name];
      if (found === undefined) continue;
      if ('properties' in found) return { kind: 'object', properties: found.properties, with: found.with };
      return { kind: 'function', with: found };
    }
    return undefined;
  }

  /** What a handler with these roles returns is the response. */
  answersByReturn(roles: readonly (string | null)[]): boolean {
    return roles.some((role) => role !== null && this.#byId.get(this.libraryOfRole(role))?.answersByReturn === true);
  }

  /** Roles of the parameters of an exported function that a framework calls by its name. */
  convention(name: string): readonly (string | null)[] | undefined {
    for (const library of this.#libraries) {
      if (!this.#active.has(library.id)) continue;
      const found = library.conventions?.find(({ exports }) => exports.includes(name));
      if (found !== undefined) return found.with;
    }
    return undefined;
  }

  /** Roles that parameters have by custom, if their names are those and the project says that it is so. */
  customary(names: readonly string[]): readonly (string | null)[] | undefined {
    const found: (readonly (string | null)[])[] = [];
    for (const library of this.#libraries) {
      if (!this.#active.has(library.id)) continue;
      for (const custom of library.parameterNames ?? []) {
        const roles = names.map((name, index) => {
          const expected = custom[index];
          return expected?.names.includes(name) === true ? expected.role : null;
        });
        if (roles[0] === null || roles[0] === undefined) continue;
        // `(req, res)`: one known name is no custom, unless the record has only one.
        const agree = roles.filter((role) => role !== null).length;
        if (agree >= Math.min(custom.length, names.length)) found.push(roles);
      }
    }
    found.sort((a, b) => b.filter((role) => role !== null).length - a.filter((role) => role !== null).length);
    const [best, second] = found;
    if (best === undefined) return undefined;
    const score = (roles: readonly (string | null)[]) => roles.filter((role) => role !== null).length;
    const isClear = second === undefined || score(best) > score(second) || best.join() === second.join();
    return isClear ? best : undefined;
  }
}

function splitType(name: string): readonly [module: string | undefined, name: string] {
  const at = name.lastIndexOf('#');
  return at < 1 ? [undefined, name] : [name.slice(0, at), name.slice(at + 1)];
}

function isNamespaced(name: string, library: LibraryModel): boolean {
  // `Express.Request` is a global namespace of the declarations of Express.
  return name.startsWith('Express.') && library.id === 'express';
}

/** A role is foreign to a library that only adds members to it. */
function isForeign(role: string, library: LibraryModel): boolean {
  return library.objects?.[role]?.types === undefined && library.session?.role !== role;
}

function matches(library: LibraryModel, specifier: string): boolean {
  return library.modules.some((module) =>
    module.endsWith('/*') ? specifier.startsWith(module.slice(0, -1)) : module === specifier,
  );
}

const packageNames = new Map<string, string>();

/** `@a/b/c` belongs to the package `@a/b`. Asked for each module of each record, of each file that is looked into. */
function packageName(specifier: string): string {
  let known = packageNames.get(specifier);
  if (known === undefined) {
    known = packageNameOf(specifier);
    packageNames.set(specifier, known);
  }
  return known;
}

function packageNameOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function isAtLeast(range: string, wanted: string): boolean {
  const digits = /(\d+)(?:\.(\d+))?/.exec(range);
  if (digits === null) return range === 'latest' || range === '*';
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [given, givenMinor] = [Number(digits[1]), Number(digits[2] ?? 0)];
  return given > major || (given === major && givenMinor >= minor);
}
