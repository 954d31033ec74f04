/** The sections of a class's report, each from what findings.ts found. */
import { qrSvg } from '../../../site/presenter/qrCode.ts';
import { english } from '../../grader/english.ts';
import { explain, fill } from '../../grader/explain.ts';
import { momentPath } from '../../grader/momentPath.ts';
import type { Cell, Gradebook, Row } from '../gradebook.ts';
import { marks, round } from '../gradebook.ts';
import { commitmentTo } from '../hashes.ts';
import type { ClassExercise } from '../loadAssigned.ts';
import type { Course } from './course.ts';
import type { Cluster, Mistake, SameText } from './findings.ts';
import { isWrong, tomorrow } from './findings.ts';
import { html, Markup, table } from './html.ts';
import type { ReportWords } from './words.ts';

export interface ReportView {
  readonly words: ReportWords;
  readonly title: string;
  readonly course: string;
  readonly exercises: readonly ClassExercise[];
  readonly books: readonly Gradebook[];
  readonly mistakes: readonly Mistake[];
  readonly clusters: readonly Cluster[];
  readonly same: readonly SameText[];
  readonly strangers: readonly string[];
  readonly about: Course;
  /** Where the site is served, with a slash at its end. */
  readonly site: string;
  /** Names in the place of codes. */
  readonly names: boolean;
  readonly sourceOf: (sha256: string) => string;
}

const book = ({ books }: ReportView): Gradebook => books.at(-1)!;
const titleOf = ({ exercises }: ReportView, slug: string): string =>
  exercises.find((one) => one.slug === slug)?.title ?? slug;
const isJudged = ({ state }: Cell): boolean => state !== 'missing' && state !== 'attention' && state !== 'waiting';
const cellIn = (row: Row, exercise: string): Cell => row.cells.find((cell) => cell.exercise === exercise)!;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A share as a line of that length; the number beside it says the same. */
const bar = (share: number): Markup =>
  html`<span class="bar" aria-hidden="true"><i style="inline-size:${Math.round(share * 100)}%"></i></span>`;

const who = (view: ReportView, codes: readonly string[]): Markup => {
  const names = new Map(
    book(view).rows.map(({ student }) => [student.code, view.names && student.name ? student.name : student.code]),
  );
  const list = codes.map((code) => names.get(code) ?? code).join(', ');
  return html`<span class="private">${codes.length <= 4 ? list : html`<details><summary>${fill(view.words.codes, { count: codes.length })}</summary>${list}</details>`}</span>`;
};

export function head(view: ReportView): Markup {
  const { words, exercises } = view;
  const { rows, run } = book(view);
  const count = (state: Cell['state']): number =>
    rows.flatMap(({ cells }) => cells).filter((cell) => cell.state === state).length;
  const handedIn = rows.filter(
    ({ handedIn, cells }) => handedIn !== null || cells.some(({ state }) => state !== 'missing'),
  );
  const [attention, waiting] = [count('attention'), count('waiting')];
  const shares = handedIn.map(({ sum, max }) => (max === 0 ? 0 : sum / max));
  const state = [
    ...(attention > 0 ? [fill(words.head.attention, { count: attention })] : []),
    ...(waiting > 0 ? [fill(words.head.waiting, { count: waiting })] : []),
  ];
  const fact = (name: string, value: string | number | Markup): Markup =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<header>
<p class="over">${view.course || 'Chalkgrad'}</p>
<h1>${view.title || words.title}</h1>
<p class="lead">${words.head.first} ${state.length === 0 ? words.head.complete : state.join(' ')}</p>
<p class="switch"><a class="to-present" href="#present">${words.head.present}</a><a class="to-all" href="#all">${words.head.everything}</a></p>
<dl class="facts">
${fact(words.head.roster, rows.length)}
${fact(words.head.handedIn, handedIn.length)}
${fact(words.head.mean, percent(mean(shares)))}
${fact(words.head.exercises, exercises.length)}
</dl>
<dl class="small private">
${fact(words.head.isolation, words.isolations[run.isolation])}
${fact(words.head.grader, html`<code>${run.grader.slice(0, 12)}</code>`)}
${fact(words.head.seed, html`<code>${commitmentTo(run.seeds, run.salt).slice(0, 24)}</code>`)}
${exercises.map(({ slug, hash }) => fact(slug, html`<code>${hash.slice(0, 12)}</code>`))}
</dl>
</header>`;
}

const addressOf = ({ site }: ReportView, moment: string): string => `${site}${momentPath(moment)}`;

const momentLink = (view: ReportView, moment: string): Markup =>
  html`<a href="${addressOf(view, moment)}">${view.words.tomorrow.moment}</a>`;

/** Nobody's phone finds what only this machine serves. */
const isEverywhere = (site: string): boolean =>
  /^https?:\/\/(?!(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$))/.test(site);

/** The address once more, for whoever sits in the room or holds the paper. Nothing where it is too long for a code that can be read. */
function momentCode(view: ReportView, moment: string): Markup | null {
  const svg = isEverywhere(view.site) ? qrSvg(addressOf(view, moment)) : null;
  return svg === null ? null : html`<span class="code">${new Markup(svg)}</span>`;
}

function card(view: ReportView, mistake: Mistake): Markup {
  const { words, about } = view;
  const handedIn = book(view).rows.filter((row) => isJudged(cellIn(row, mistake.exercise))).length;
  const share = handedIn === 0 ? 0 : mistake.now.length / handedIn;
  const part = mistake.part in english.parts ? english.parts[mistake.part as keyof typeof english.parts] : mistake.part;
  return html`<article class="card">
<h3>${mistake.title}</h3>
<p class="where">${titleOf(view, mistake.exercise)}</p>
<p class="count">${bar(share)} <strong>${mistake.now.length}</strong> ${fill(words.tomorrow.students, { now: '', handedIn }).trim()}</p>
<p>${mistake.advice}</p>
<p class="soft">${part === '' ? null : fill(words.tomorrow.part, { part })}</p>
${
  mistake.moment === null
    ? html`<p class="soft">${words.tomorrow.noMoment}</p>`
    : html`<p class="ask"><b>${words.tomorrow.question}</b> ${about.questionFor(mistake.id) ?? words.tomorrow.ask}</p><p class="open">${momentLink(view, mistake.moment)}${momentCode(view, mistake.moment)}</p>`
}
</article>`;
}

export function tomorrowSection(view: ReportView): Markup {
  const cards = tomorrow(view.mistakes);
  const { lead, none, codes, local } = view.words.tomorrow;
  const scan = cards.some(({ moment }) => moment !== null) ? (isEverywhere(view.site) ? codes : local) : null;
  return html`<p>${cards.length === 0 ? none : lead}${scan === null ? null : html` ${scan}`}</p><div class="cards">${cards.map((mistake) => card(view, mistake))}</div>`;
}

export function mistakesSection(view: ReportView): Markup {
  const { words, about, mistakes } = view;
  const numbers = new Set([3, 5, 6]);
  const columns = words.mistakes.columns.map((title, i) => ({ title, isNumber: numbers.has(i) }));
  const rows = mistakes
    .filter(({ convention }) => !convention)
    .map((one) => [
      html`${one.title} <code class="soft">${one.id}</code>`,
      one.exercise,
      words.mistakes.known[one.rung],
      one.now.length,
      who(view, one.now),
      one.fixed.length,
      one.firstSeen,
      about.lessonOf(one.exercise) || words.nobody,
      one.moment === null ? words.nobody : momentLink(view, one.moment),
    ]);
  return html`<p>${words.mistakes.lead}</p>${table(words.sections.mistakes, columns, rows)}`;
}

function clusterRow(view: ReportView, { id, exercise, now, cell }: Cluster) {
  const one = view.exercises.find(({ slug }) => slug === exercise)!;
  const { failure } = explain(cell.verdict!, one.exercise, english);
  const source =
    now.length < 2
      ? null
      : html`<details class="private"><summary>${view.words.clusters.source}</summary><pre>${view.sourceOf(cell.sha256).slice(0, 6000)}</pre></details>`;
  return [
    html`<code>${id}</code>`,
    exercise,
    now.length,
    who(view, now),
    html`${failure?.case ?? ''}${failure?.call.map((line) => html`<code class="call">${line.slice(0, 300)}</code>`) ?? null}`,
    html`<code>${failure ? `${failure.place} ${failure.got || failure.note}`.trim() : ''}</code>`,
    html`<code>${failure?.expected ?? ''}</code>`,
    html`<code>npm run grade:class -- adopt ${id} NEW-ID --out …</code>${source}`,
  ];
}

export function clustersSection(view: ReportView): Markup {
  const { words, clusters } = view;
  if (clusters.length === 0) return html`<p>${words.clusters.none}</p>`;
  const columns = words.clusters.columns.map((title, i) => ({ title, isNumber: i === 2 }));
  return html`<p>${words.clusters.lead}</p>${table(
    words.sections.clusters,
    columns,
    clusters.map((one) => clusterRow(view, one)),
  )}`;
}

const instantText = (time: number | null): string =>
  time === null ? '' : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function studentRow(view: ReportView, row: Row) {
  const { student, cells, sum, max, kept, handedIn, notes } = row;
  const { words, exercises } = view;
  const cellText = (cell: Cell): Markup => {
    const text = cell.state === 'missing' ? marks.missing : `${marks[cell.state]} ${cell.points}/${cell.max}`;
    if (cell.verdict === null) return html`<span class="${cell.state}">${text}</span>`;
    return html`<a class="${cell.state}" href="verdicts/${student.code}/${cell.exercise}.json">${text}</a>`;
  };
  const wrong = cells.findLast((cell) => isWrong(cell));
  const one = wrong && exercises.find(({ slug }) => slug === wrong.exercise);
  const named =
    wrong && one ? (explain(wrong.verdict!, one.exercise, english).diagnosis?.title ?? '').slice(0, 160) : '';
  const late = kept < 1 ? [fill(words.students.late, { percent: Math.round(kept * 100) })] : [];
  const warned = cells.flatMap(({ verdict, exercise }) =>
    (verdict?.warnings ?? []).map(({ id }) => `${exercise}: ${id}`),
  );
  return [
    html`${view.names && student.name ? student.name : student.code}`,
    ...cells.map(cellText),
    sum,
    percent(max === 0 ? 0 : sum / max),
    named,
    instantText(handedIn),
    [...late, ...notes, ...warned].join('; '),
  ];
}

export function studentsSection(view: ReportView): Markup {
  const { words, exercises } = view;
  const [student, sum, share, ...rest] = words.students.columns as [string, string, string, ...string[]];
  const columns = [
    student,
    ...exercises.map(({ slug }) => slug),
    { title: sum, isNumber: true },
    { title: share, isNumber: true },
    ...rest,
  ];
  return html`<p>${words.students.lead}</p>${table(
    words.sections.students,
    columns,
    book(view).rows.map((row) => studentRow(view, row)),
  )}`;
}

function exerciseRow(view: ReportView, one: ClassExercise) {
  const cells = book(view)
    .rows.map((row) => cellIn(row, one.slug))
    .filter(isJudged);
  const points = cells.map((cell) => cell.points);
  const full = cells.filter(({ state }) => state === 'full').length;
  const parts = one.exercise.parts.map((id) => {
    const passed = cells.filter(
      ({ verdict }) => verdict?.groups.find((group) => group.id === id)?.verdict === 'PASS',
    ).length;
    return html`<span class="part">${english.parts[id]} ${passed}</span>`;
  });
  const mine = view.mistakes.filter(({ exercise, now }) => exercise === one.slug && now.length > 0);
  const common = mine.find(({ convention }) => !convention);
  const unnamed = view.clusters
    .filter(({ exercise }) => exercise === one.slug)
    .reduce((sum, { now }) => sum + now.length, 0);
  return [
    html`${one.title} <code class="soft">${one.slug}</code>`,
    cells.length,
    html`${full} ${bar(cells.length === 0 ? 0 : full / cells.length)}`,
    round(mean(points)),
    round(median(points)),
    parts,
    common ? `${common.title} (${common.now.length})` : view.words.nobody,
    unnamed,
    mine
      .filter(({ convention }) => convention)
      .map(({ title, now }) => `${title} (${now.length})`)
      .join('; ') || view.words.nobody,
  ];
}

export function exercisesSection(view: ReportView): Markup {
  const { words, exercises } = view;
  const numbers = new Set([1, 2, 3, 4, 7]);
  const columns = words.exercises.columns.map((title, i) => ({ title, isNumber: numbers.has(i) }));
  return html`<p>${words.exercises.lead}</p>${table(
    words.sections.exercises,
    columns,
    exercises.map((one) => exerciseRow(view, one)),
  )}`;
}

/** Null where there was only one hand-in. */
export function timeSection(view: ReportView): Markup | null {
  const { words, books, mistakes } = view;
  if (books.length < 2) return null;
  const holders = (at: Gradebook, { exercise, rung, id }: Mistake): ReadonlySet<string> =>
    new Set(
      at.rows.flatMap((row) => {
        const cell = cellIn(row, exercise);
        const diagnosis = isWrong(cell) ? cell.verdict!.diagnosis! : null;
        return diagnosis?.id === id && diagnosis.rung === rung ? [row.student.code] : [];
      }),
    );
  const rows = mistakes.map((mistake) => {
    const sets = books.map((one) => holders(one, mistake));
    const cells = sets.map((now, i) => {
      const before = sets[i - 1] ?? new Set<string>();
      const lost = [...before].filter((code) => !now.has(code)).length;
      const caught = [...now].filter((code) => !before.has(code)).length;
      return i === 0 ? String(now.size) : fill(words.time.cell, { now: now.size, lost, caught });
    });
    return [html`${mistake.title} <code class="soft">${mistake.exercise}</code>`, ...cells];
  });
  const columns = [words.mistakes.columns[0]!, ...books.map((_, i) => fill(words.time.handIn, { number: i + 1 }))];
  return html`<p>${words.time.lead}</p>${table(words.sections.time, columns, rows)}`;
}

export function twiceSection(view: ReportView): Markup {
  const { words, same, strangers } = view;
  const cells = book(view).rows.flatMap(({ student, cells: all }) => all.map((cell) => [student.code, cell] as const));
  const lied = cells.filter(
    ([, { claimed, points, state }]) => claimed !== null && state !== 'missing' && claimed.score > points,
  );
  const odd = (word: string): typeof cells =>
    cells.filter(
      ([, { verdict }]) => verdict?.verdict === word || verdict?.groups.some((group) => group.verdict === word),
    );
  const sourceLink = (sha256: string): Markup =>
    html`<a href="sources/${sha256}.ts"><code>${sha256.slice(0, 8)}</code></a>`;
  const rows = [
    ...same.map(({ exercise, codes, hash }) => [
      words.twice.same,
      exercise,
      who(view, codes),
      html`<code>${hash}</code>`,
    ]),
    ...lied.map(([code, { exercise, claimed, points, sha256 }]) => [
      fill(words.twice.claimed, { claimed: claimed!.score, points }),
      exercise,
      who(view, [code]),
      sourceLink(sha256),
    ]),
    ...odd('NONDETERMINISTIC').map(([code, { exercise, sha256 }]) => [
      words.twice.changing,
      exercise,
      who(view, [code]),
      sourceLink(sha256),
    ]),
    ...odd('PROTOCOL_ERROR').map(([code, { exercise, sha256 }]) => [
      words.twice.protocol,
      exercise,
      who(view, [code]),
      sourceLink(sha256),
    ]),
  ];
  const others =
    strangers.length === 0
      ? null
      : html`<p>${fill(words.twice.strangers, { names: strangers.slice(0, 40).join(', ') })}</p>`;
  if (rows.length === 0) return html`<p>${words.twice.none}</p>${others}`;
  return html`<p>${words.twice.lead}</p>${table(words.sections.twice, words.twice.columns, rows)}${others}`;
}

export function attentionSection(view: ReportView): Markup {
  const { words } = view;
  const rows = book(view).rows.flatMap(({ student, cells }) =>
    cells
      .filter(({ state }) => state === 'attention' || state === 'waiting')
      .map(({ exercise, attempts, verdict }) => [
        view.names && student.name ? student.name : student.code,
        exercise,
        attempts,
        String(verdict?.diagnosis?.parameters['message'] ?? words.nobody),
      ]),
  );
  if (rows.length === 0) return html`<p>${words.attention.none}</p>`;
  return html`<p>${words.attention.retry}</p>${table(words.sections.attention, words.attention.columns, rows)}`;
}

export function footSection({ words }: ReportView, seconds: number): Markup {
  const { marks: about, limits, seed, student, kept } = words.foot;
  return html`${[about, fill(limits, { seconds }), seed, student, kept].map((text) => html`<p>${text}</p>`)}`;
}
