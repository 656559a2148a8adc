import { once } from 'node:events';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { Action } from '../commands.ts';
import { deploymentNamed } from '../deployment-named.ts';
import { EXIT } from '../exit-codes.ts';
import { type Gateway, openGateway } from '../gateway/gateway.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import { version } from '../version.ts';

/** `plumbline serve [DEPLOYMENT…]`: answers requests until it is asked to end; then what is in flight is answered first. */
export const serve: Action = async ({ args, options, output, signal }) => {
  const host = String(options.host ?? '127.0.0.1');
  const port = portOf(options.port);
  const { project, storage } = await openProject(output.options, signal);
  const asked = (args[0] ?? []) as readonly string[];
  const files: readonly DefinitionFileOf<'deployment'>[] =
    asked.length > 0
      ? asked.map((name) => deploymentNamed(project, name))
      : project.assets('deployment').filter((file) => file.kind === 'deployment');
  if (files.length === 0) {
    throw new PlumblineError('usage', 'there is no deployment to serve', {
      where: project.root,
      help: 'make a file deployments/NAME.deployment.yaml with `name:` and `model:`',
    });
  }
  const notify = (message: string) => tell(output, message);
  const registry = await openRegistry(storage, { notify });
  try {
    const gateway = await openGateway({
      project,
      registry,
      files: [...new Map(files.map((file) => [file.key?.name, file])).values()],
      host,
      port,
      version: version(),
      notify,
    });
    if (!isLoopback(host)) notify(`listens on ${host}: whoever reaches this machine and has the token can ask`);
    tellReady(output, gateway);
    if (!signal.aborted) await once(signal, 'abort');
    await gateway.close();
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

/** One line of JSON, whatever the format is: programs that start a server wait for it. */
function tellReady(output: Output, { address, token, deployments, urlOf }: Gateway): void {
  const ready = {
    address,
    token,
    deployments: Object.fromEntries(
      deployments.map(({ name, state }) => [name, { url: urlOf(name), version: state?.stable.version ?? null }]),
    ),
  };
  if (output.options.format === 'ndjson') output.result('serve', true, ready, '');
  else process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function tell(output: Output, message: string): void {
  if (output.options.format === 'ndjson') output.event({ event: 'log', stream: 'stderr', text: message });
  else if (!output.options.quiet) process.stderr.write(printable(`${message}\n`));
}

function portOf(given: unknown): number {
  const port = Number(given ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlumblineError('usage', `${given} is no port`, {
    help: 'give a number from 0 to 65535; 0 is any free one',
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
