/** The manifest and the workflow are what they say: they parse, and what keeps code apart stands in them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Comes with the site's own tools, without types. */
const { load, loadAll } = (await import('js-yaml' as string)) as {
  readonly load: (text: string) => unknown;
  readonly loadAll: (text: string) => unknown;
};

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
type Node = { readonly [key: string]: Node } & readonly Node[] & string;

describe('the Kubernetes manifest', () => {
  const [, policy, job] = loadAll(read('kubernetes.yaml')) as Node[];

  it('lets nothing in or out', () => {
    expect(policy).toMatchObject({
      kind: 'NetworkPolicy',
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    expect(policy!['spec']).not.toHaveProperty('egress');
  });

  it('is an Indexed Job whose shares fail by themselves, and whose pods own nothing', () => {
    const spec = job!['spec']!;
    expect(spec).toMatchObject({ completionMode: 'Indexed', backoffLimitPerIndex: 3, activeDeadlineSeconds: 7200 });
    const pod = spec['template']!['spec']!;
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      runtimeClassName: 'gvisor',
    });
    const [container] = pod['containers']!;
    expect(container!['securityContext']).toEqual({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(container!['resources']).toHaveProperty('limits.memory');
    // The worker's own exit codes, and as many shares as pods.
    expect(JSON.stringify(spec['podFailurePolicy'])).toContain('"values":[2,5]');
    expect(container!['args']).toContain(String(spec['completions']));
  });
});

describe('the workflow', () => {
  const text = read('github-actions.yml');
  const workflow = load(text) as Node;

  it('is started by hand, with no permission but those that a job asks for', () => {
    expect(Object.keys(workflow['on']!)).toEqual(['workflow_dispatch']);
    expect(workflow['permissions']).toEqual({});
    const { tasks, run, judge } = workflow['jobs'] as unknown as Record<string, Node>;
    expect(run!['permissions']).toEqual({});
    expect([tasks!['permissions'], judge!['permissions']]).toEqual([{ contents: 'read' }, { contents: 'read' }]);
    expect([run!['needs'], judge!['needs']]).toEqual(['tasks', 'run']);
  });

  it('gives the machine that runs students’ code no secret, and no submission but as a task', () => {
    const steps = (name: string): string => JSON.stringify(workflow['jobs']![name]!['steps']);
    expect(steps('run')).not.toMatch(/secrets\.|handed-in|roster|assignment/);
    expect(steps('tasks')).toContain('secrets.CLASS_SEED');
    for (const name of ['tasks', 'run', 'judge']) {
      const checkouts = (workflow['jobs']![name]!['steps'] as readonly Node[]).filter((step) =>
        String(step['uses']).startsWith('actions/checkout'),
      );
      for (const step of checkouts) expect(step).toMatchObject({ with: { 'persist-credentials': false } });
    }
    // No value of somebody's may become a line of a shell.
    const lines = JSON.stringify(
      Object.values(workflow['jobs']!).map((job) => (job['steps'] as readonly Node[]).map((step) => step['run'] ?? '')),
    );
    expect(lines.match(/\$\{\{[^}]*\}\}/g)).toEqual([['$', '{{ matrix.index }}'].join('')]);
  });

  it('asks for as many shares as it has machines', () => {
    expect(workflow['jobs']!['run']).toMatchObject({ strategy: { matrix: { index: [0, 1, 2, 3] } } });
    expect(text).toContain('--of 4');
  });
});
