import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { loadExercise, readFolder } from './loadExercise.ts';
import { judgeHere } from './proof/answerHere.ts';
import { stepOfLink, translateQuestions } from './questions.ts';

describe('answers that are moments', () => {
  const link = 't=line-three-ways.7(lr=0.1)~line-three-ways.7(lr=0.3)&step=4&clock=examples';

  it('are read from links raw, percent-encoded as they are copied, and from a hash alone', () => {
    for (const text of [
      `http://localhost:4321/lessons/gradient-descent/#${link}`,
      `https://example.org/course/#${link
        .split('&')
        .map((pair) => pair.replace(/=(.*)$/, (_, value: string) => `=${encodeURIComponent(value)}`))
        .join('&')}`,
      encodeURIComponent(link),
      link,
    ])
      expect(stepOfLink(text, 'line-three-ways'), text).toBe(4);
  });

  it('are none of another run, without a step, or of anything else', () => {
    const none = [
      '',
      '#',
      '4',
      't=valley.7&step=4',
      't=line-three-ways.7',
      't=line-three-ways.7&step=x',
      '%',
      `${'#'.repeat(5000)}${link}`,
    ];
    for (const text of none) expect(stepOfLink(text, 'line-three-ways'), text.slice(0, 40)).toBeNull();
  });

  it('count as their step: name-the-track is answered by a link or by a number', async () => {
    const exercise = await loadExercise('name-the-track');
    const right = { back: 4, first: 'up', wander: 'works', slow: 'small-rate', explodes: 'edge' };
    expect(judgeHere(exercise, { answers: right }, 1)).toMatchObject({ verdict: 'PASS', score: 10 });
    expect(judgeHere(exercise, { answers: { ...right, back: `#${link}` } }, 1)).toMatchObject({ verdict: 'PASS' });
    for (const back of [3, `#${link.replace('step=4', 'step=3')}`, `#${link.replaceAll('line-three-ways', 'valley')}`])
      expect(judgeHere(exercise, { answers: { ...right, back } }, 1).verdict).not.toBe('PASS');
  });
});

describe('words of a choice in another language', () => {
  it('reach titles and options, and what is missing stays', async () => {
    const folder = await readFolder('name-the-track');
    const chinese = { cases: { first: '先往哪边？' }, options: { first: { up: '向上' } } };
    const exercise = assemble({ ...folder, translations: { 'zh-cn': chinese } });
    expect(exercise.words['zh-cn']!.options['first']).toEqual({ up: '向上', down: 'down, towards it' });
    expect(exercise.words['zh-cn']!.options['wander']).toEqual(exercise.words.en.options['wander']);
    const [, first, wander] = translateQuestions(exercise.questions, chinese);
    expect(first).toMatchObject({ title: '先往哪边？', options: { up: '向上', down: 'down, towards it' } });
    expect(wander).toEqual(exercise.questions[2]);
  });
});
