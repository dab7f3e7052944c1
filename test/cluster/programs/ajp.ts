/** As much of AJP 1.3 as a back end needs: requests without bodies, and pings. */
import type { Socket } from 'node:net';
import type { Answer } from './back-end.ts';

const FORWARD_REQUEST = 2;
const CPING = 10;
const METHODS = ['', 'OPTIONS', 'GET', 'HEAD', 'POST'];
/** Code of the request header `cookie`. */
const COOKIE = 0xa009;
const QUERY_STRING = 5;
const ARE_DONE = 0xff;

export function serveAjp(
  socket: Socket,
  body: string,
  answer: (method: string, url: string, cookies: string) => Answer,
): void {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt16BE(2)) {
      const end = 4 + pending.readUInt16BE(2);
      const packet = pending.subarray(4, end);
      pending = pending.subarray(end);
      if (packet[0] === CPING) socket.write(framed(Buffer.from([9])));
      if (packet[0] !== FORWARD_REQUEST) continue;
      const { method, url, cookies } = readRequest(packet);
      const headers = answer(method, url, cookies);
      if (headers === null) {
        socket.destroy();
        return;
      }
      socket.write(Buffer.concat([sendHeaders(headers), sendBody(body), framed(Buffer.from([5, 1]))]));
    }
  });
}

function readRequest(packet: Buffer): { method: string; url: string; cookies: string } {
  let at = 2;
  const int = (): number => {
    at += 2;
    return packet.readUInt16BE(at - 2);
  };
  const text = (): string => {
    const length = int();
    if (length === 0xffff) return '';
    at += length + 1;
    return packet.toString('latin1', at - length - 1, at - 1);
  };
  text(); // protocol
  const path = text();
  for (let i = 0; i < 3; i++) text(); // remote address, remote host, server name
  at += 3; // server port, is_ssl
  let cookies = '';
  for (let left = int(); left > 0; left--) {
    // A code, or the name itself.
    const code = packet.readUInt16BE(at);
    const named = code >> 8 === 0xa0;
    const name = named ? String(int()) : text();
    const value = text();
    if (name === String(COOKIE) || name.toLowerCase() === 'cookie') cookies = value;
  }
  let query = '';
  while (at < packet.length && packet[at] !== ARE_DONE) {
    if (packet[at++] !== QUERY_STRING) break;
    query = text();
  }
  const method = METHODS[packet[1] ?? 0] ?? '';
  return { method, url: query === '' ? path : `${path}?${query}`, cookies };
}

function framed(payload: Buffer): Buffer {
  const head = Buffer.from([0x41, 0x42, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

function textOf(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, 'latin1'), Buffer.from([0])]);
}

function sendHeaders(headers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(headers);
  const pairs = entries.flatMap(([name, value]) => [textOf(name), textOf(value)]);
  return framed(Buffer.concat([Buffer.from([4, 0, 200]), textOf('OK'), Buffer.from([0, entries.length]), ...pairs]));
}

function sendBody(body: string): Buffer {
  return framed(Buffer.concat([Buffer.from([3]), textOf(body)]));
}
