/**
 * `channelSendOptions` and `mapSendOptions`: bits of Channel.SEND_OPTIONS_*, or, from 9.0 on, a list of names
 * (Channel.parseSendOptions; 8.5 has only the setter for numbers). What is neither is logged, and the default stays.
 */
const NAMES: Readonly<Record<string, number>> = {
  byte: 1,
  byte_message: 1,
  use_ack: 2,
  sync: 4,
  synchronized_ack: 4,
  async: 8,
  asynchronous: 8,
  secure: 16,
  udp: 32,
  multicast: 64,
};

export const USE_ACK = 2;
export const SYNCHRONIZED_ACK = 4;

export interface SendOptions {
  readonly bits: number;
  /** Written as names. */
  readonly named: boolean;
}

/** Null for what no Tomcat understands. Case counts. */
export function parseSendOptions(value: string): SendOptions | null {
  if (/^[+-]?\d+$/.test(value)) return { bits: Number(value), named: false };
  let bits = 0;
  for (const name of value.split(/\s*,\s*/)) {
    const bit = NAMES[name];
    if (bit === undefined) return null;
    bits |= bit;
  }
  return { bits, named: true };
}

export const SEND_OPTION_NAMES: readonly string[] = Object.keys(NAMES);
