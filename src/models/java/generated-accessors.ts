/** Lombok, as its documentation of @Getter/@Setter, @Data, @Value, @Accessors and the configuration system has it. */
export const generatedAccessors = {
  /** What an annotation of a class, or of a field, makes. */
  makers: {
    'lombok.Data': 'both',
    'lombok.Value': 'getters',
    'lombok.Getter': 'getters',
    'lombok.Setter': 'setters',
  } as Readonly<Record<string, 'both' | 'getters' | 'setters'>>,
  /** Its element `fluent` drops `get` and `set` from the names. */
  style: 'lombok.experimental.Accessors',
  config: { file: 'lombok.config', fluent: /^\s*lombok\.accessors\.fluent\s*=\s*(true|false)\s*$/m },
} as const;
