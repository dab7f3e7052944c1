/**
 * A use of a type by name. `name` is fully qualified where it could be resolved (`java.util.Map.Entry`, always in javax
 * form for the packages that have a jakarta twin), else as written. Shared by every language that has named types.
 */
export interface TypeName {
  readonly name: string;
  readonly args: readonly TypeName[];
  /** Array dimensions. */
  readonly dims: number;
}

const noArgs: readonly TypeName[] = [];

export function typeName(name: string, args: readonly TypeName[] = noArgs, dims = 0): TypeName {
  return { name, args, dims };
}

const jakartaTwins =
  /^jakarta\.(?=servlet|faces|el|websocket|persistence|jms|mail|annotation|enterprise|inject|ejb|portlet)/;

/** The name under which the models know a class: `jakarta.servlet.X` is known as `javax.servlet.X`. */
export function modelName(name: string): string {
  return name.startsWith('jakarta.') ? name.replace(jakartaTwins, 'javax.') : name;
}

export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Parses `java.util.Map.Entry<$0,java.util.List<$1>>[]`. Placeholders are names; `substitute` replaces them. */
export function parseTypeName(text: string): TypeName {
  let at = 0;
  // Model types nest two or three levels; the text is our own data, so recursion is bounded by what we write.
  const read = (): TypeName => {
    const start = at;
    while (at < text.length && !'<>,[]'.includes(text.charAt(at))) at++;
    const name = text.slice(start, at).trim();
    const args: TypeName[] = [];
    if (text.charAt(at) === '<') {
      do {
        at++;
        args.push(read());
      } while (text.charAt(at) === ',');
      at++;
    }
    let dims = 0;
    while (text.startsWith('[]', at)) {
      dims++;
      at += 2;
    }
    return typeName(name, args, dims);
  };
  return read();
}

/** Replaces `$0`, `$1`, … by type arguments. A placeholder without an argument makes the result undefined. */
export function substitute(type: TypeName, args: readonly TypeName[]): TypeName | undefined {
  if (type.name.startsWith('$')) {
    const found = args[Number(type.name.slice(1))];
    return found === undefined ? undefined : { ...found, dims: found.dims + type.dims };
  }
  if (type.args.length === 0) return type;
  const replaced: TypeName[] = [];
  for (const arg of type.args) {
    const value = substitute(arg, args);
    if (value === undefined) return { ...type, args: noArgs };
    replaced.push(value);
  }
  return { ...type, args: replaced };
}

export function sameType(a: TypeName | undefined, b: TypeName | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return a.name === b.name && a.dims === b.dims;
}
