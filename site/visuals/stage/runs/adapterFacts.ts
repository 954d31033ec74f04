/** What an adapter says about itself as lines of a list: names and values. */
import type { Strings } from '../../../i18n/index.ts';
import { type AdapterFacts, SHOWN_LIMITS } from './gpuAdapter.ts';

const MIB = 2 ** 20;
const KIB = 2 ** 10;

/** 268435456 → '256 MiB', 32768 → '32 KiB'; other numbers and counts as they are. */
export function sizeText(limit: string, value: number): string {
  if (!/Size$/.test(limit)) return String(value);
  return value >= MIB ? `${Math.floor(value / MIB)} MiB` : `${Math.floor(value / KIB)} KiB`;
}

export function adapterFacts(facts: AdapterFacts, words: Strings['runs']['backends']['adapter']): [string, string][] {
  const said = (text: string): string => text || words.unsaid;
  return [
    [words.vendor, said(facts.vendor)],
    [words.architecture, said(facts.architecture)],
    [words.description, said(facts.description)],
    [words.kind, facts.isSoftware ? words.software : words.hardware],
    ...SHOWN_LIMITS.map((name): [string, string] => [words.limits[name], sizeText(name, facts.limits[name])]),
    [words.features, said(facts.features.join(', '))],
  ];
}
