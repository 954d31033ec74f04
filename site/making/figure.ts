/** `npm run new -- figure SLUG ROOM`: a pure reader of the trace with its test, the element that draws what it found, the component a lesson names. */
import { rooms } from '../visuals/rooms.ts';
import { camel, type Maker, pascal } from './Skeleton.ts';

export const figure: Maker = (slug, room) => {
  if (room === undefined || !Object.hasOwn(rooms, room)) {
    const list = Object.entries(rooms).map(([name, holds]) => `  ${name.padEnd(12)} ${holds}`);
    throw new Error(
      `A figure stands in a room: npm run new -- figure ${slug} ROOM, one of\n${list.slice(1).join('\n')}`,
    );
  }
  if (!slug.includes('-'))
    throw new Error(`${slug} is one word, and the name of an element needs a hyphen: ${slug}-bars, say.`);
  const [folder, reader, element] = [`${room}/${camel(slug)}`, `read${pascal(slug)}`, pascal(slug)];
  return {
    files: {
      [`site/visuals/${folder}/${reader}.ts`]: `/** Says what ${slug} draws: the largest number of every gradient of the step, found in the trace. Pure: it computes no training, and draws nothing. */
import type { StepTrace } from '../../../player/protocol.ts';

export interface GradientSize {
  /** The op whose output it is. */
  readonly op: string;
  readonly largest: number;
}

/** In the order of the forward pass; an op that no gradient reached is left out. */
export function ${reader}(trace: Pick<StepTrace, 'ops' | 'tensors'>): readonly GradientSize[] {
  return trace.ops.flatMap(({ label, backward }) => {
    const values = backward === null ? undefined : trace.tensors.get(backward.gradOutput)?.values;
    if (values === undefined) return [];
    let largest = 0;
    for (const value of values) largest = Math.max(largest, Math.abs(value));
    return [{ op: label, largest }];
  });
}
`,
      [`site/visuals/${folder}/${reader}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { lessonRuns } from '../../../player/lessonRuns.ts';
import { record } from '../../../player/record.ts';
import { unpackRecording } from '../../../player/recording.ts';
import { ${reader} } from './${reader}.ts';

describe('${reader}', () => {
  it('says the numbers of the trace', async () => {
    const { trace } = unpackRecording(await record({ ...lessonRuns['line-full-batch']!, recordedStep: 2 }));
    const found = ${reader}(trace);
    expect(found.length).toBeGreaterThan(0);
    for (const { op, largest } of found) {
      const { backward } = trace.ops.find(({ label }) => label === op)!;
      const values = [...trace.tensors.get(backward!.gradOutput)!.values];
      expect(values.map(Math.abs)).toContain(largest);
      expect(Math.max(...values.map(Math.abs))).toBe(largest);
    }
  });
});
`,
      [`site/visuals/${folder}/${element}.ts`]: `/** \`<${slug}>\`: say in a sentence what one sees, and what a hand can do with it. */
import type { Player, PlayerState } from '../../../player/Player.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { ${reader} } from './${reader}.ts';

export class ${element} extends Figure {
  private readonly list = document.createElement('ol');

  protected build(_player: Player): void {
    this.append(this.list);
  }

  protected draw({ trace }: PlayerState): void {
    const found = trace === null ? [] : ${reader}(trace);
    this.list.replaceChildren(
      ...found.map(({ op, largest }) => {
        const item = document.createElement('li');
        item.textContent = \`\${op}: \${numeral(largest)}\`;
        return item;
      }),
    );
  }

  // Words that a reader sees belong into site/i18n/en/figures.ts.
  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    if (trace === null) return null;
    return numberTable('${slug}', ['op', 'largest'], ${reader}(trace).map(({ op, largest }) => [op, numeral(largest)]));
  }
}

customElements.define('${slug}', ${element});
`,
      [`site/components/figures/${element}.astro`]: `---
/** Say what it shows. \`<${element} />\` inside any \`<Run>\`. */
import { languageOf } from '../../i18n/index.ts';
import Figure from '../Figure.astro';

interface Props {
  id?: string;
}

const { id = '${slug}' } = Astro.props;
const { figures } = languageOf(Astro.currentLocale).strings;
---

<Figure id={id} title="A title of a few words" table>
  <span slot="badge" data-badge="recorded">{figures.recorded}</span>
  <${slug}></${slug}>
  <span slot="caption" data-caption></span>
</Figure>

<script>
import '../../visuals/${folder}/${element}.ts';
</script>
`,
    },
    lines: [],
    next: [
      `Hold it against the trace: npx vitest run site/visuals/${folder}`,
      `A lesson names it <${element} />, within a <Run>. Its words go into site/i18n/en/figures.ts, its title too.`,
      'Look at it in every size and theme: npm run shots -- --pages /lessons/…/',
    ],
  };
};
