/** Values that are filled in later: by Ant, Maven, Tomcat's own `${…}`, Helm, envsubst. Nothing is known of them. */
const PLACEHOLDER =
  /\$\{|\$\(|\{\{|@[A-Za-z][\w.-]*@|#[A-Z][A-Z\d_]*#|__[A-Za-z]\w*__|%[A-Z][A-Z\d_]*%|%%\w+%%|<%|\$[A-Z]/;

export function hasPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}
