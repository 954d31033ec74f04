/** The formulas of all ops and learning rules, typeset while the site is built: a program may use any of them. Runs in Node. */
import { opList } from '#framework';
import { typeset } from '../components/figures/texOptions.ts';
import { opLinks } from '../visuals/stage/links/index.ts';
import { linkedTex } from '../visuals/stage/links/OpLink.ts';
import { ruleTex } from '../visuals/stage/links/optimizers.ts';

/** By op: its sentence, and its lines by the part of a step they belong to. */
export type Formulas = Readonly<
  Record<
    string,
    {
      readonly summary: string;
      readonly forward?: readonly string[];
      readonly backward?: readonly string[];
      readonly update?: readonly string[];
    }
  >
>;

/** Long formulas consist of parts with a comma and a \quad between: each gets a line of its own. */
const linesOf = (tex: string): string[] =>
  tex.split(/,\s*\\q?quad\s*/).map((line) => typeset(line, { displayMode: true, strict: 'ignore' }));

export function allFormulas(): Formulas {
  const ofOps = Object.values(opList).map(({ definition: { name, tex, summary } }) => {
    const pieces = opLinks.get(name)?.tex ?? { forward: [], backward: [] };
    const [forward, backward] = [linkedTex(tex.forward, pieces.forward), linkedTex(tex.backward, pieces.backward)];
    return [name, { summary, forward: linesOf(forward), backward: linesOf(backward) }] as const;
  });
  const ofRules = Object.entries(ruleTex).map(([name, tex]) => [name, { summary: '', update: linesOf(tex) }] as const);
  return Object.fromEntries([...ofOps, ...ofRules]);
}
