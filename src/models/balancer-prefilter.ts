/** Words without which no rule on balancers has anything to say. */
const WORDS = [
  // nginx
  'upstream',
  'proxy_pass',
  'grpc_pass',
  // httpd, in any case: the words of its URLs and parameters are mostly written like this
  'balancer',
  'Balancer',
  'BALANCER',
  'ProxyPassReverse',
  // workers.properties
  'balance',
  // HAProxy: a section with servers to choose from
  'backend',
  'listen',
];

/** False when the bytes show that no rule has anything to say. */
export function mayBeBalancer(bytes: Buffer): boolean {
  // UTF-16, with or without a mark, has a zero or a mark in its first two bytes.
  const [first, second] = bytes;
  if (first === 0 || second === 0 || first === 0xff || first === 0xfe) return true;
  return WORDS.some((word) => bytes.includes(word));
}
