/**
 * The ESLint language `session-lint/balancer`: httpd, mod_jk, HAProxy, and nginx where the name of the file does not say so. Files
 * of other programs have an empty tree.
 */
import type { NginxConfig } from '../nginx/ast.ts';
import { visitorKeys as nginxKeys } from '../nginx/visitor-keys.ts';
import { configurationLanguage, type ConfigurationLanguageOptions } from '../shared/configuration-language.ts';
import type { BalancerConfig } from './ast.ts';
import { parseBalancer, unknownConfig } from './parse.ts';
import { visitorKeys } from './visitor-keys.ts';

export const balancerLanguageOptions: ConfigurationLanguageOptions<BalancerConfig | NginxConfig> = {
  name: 'session-lint/balancer',
  visitorKeys: { ...visitorKeys, ...nginxKeys },
  parse: parseBalancer,
  emptyRoot: unknownConfig,
};

export const balancerLanguage = configurationLanguage(balancerLanguageOptions);
