import {
  assetName,
  assetRef,
  choice,
  common,
  duration,
  flag,
  fraction,
  integer,
  list,
  meaning,
  numeric,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

export const DeploymentSchema = record('A model that answers requests.', {
  name: assetName('Name of the deployment.'),
  ...common,
  model: assetRef('model', 'A model version such as `arrival_delay@3`, or an alias such as `arrival_delay@champion`.'),
  serving: optional(
    record('How it answers.', {
      protocol: optional(choice('Protocol of the requests.', ['open-inference-v2'])),
      workers: optional(integer('Predictor processes.', 1)),
      timeout: optional(duration('After this long a request fails.')),
    }),
  ),
  request_expectations: optional(
    assetRef('expectation-suite', 'Every request row is validated, off the request path.'),
  ),
  logging: optional(
    record('What is kept of each prediction.', {
      features: optional(
        choice('Log features before model-specific transformations.', ['untransformed', 'transformed', 'none']),
      ),
      predictions: optional(flag('Whether predictions are kept.')),
      sample: optional(fraction('Share of the requests that are kept.')),
    }),
  ),
  rollout: optional(
    record('How a new version takes over.', {
      strategy: choice('Way of taking over.', ['recreate', 'blue-green', 'canary', 'shadow']),
      steps: optional(
        list(
          'Steps of a canary.',
          record('A share of the requests, for some time.', {
            weight: numeric('Percentage of the requests that go to the new version.'),
            for: optional(duration('How long before the next step.')),
          }),
        ),
      ),
      sticky: optional(text('Requests with the same value of this field go to the same version.')),
      analysis: optional(
        list(
          'What must hold at each step.',
          record('A bound on a metric.', {
            metric: meaning('metric', 'Such as `error_rate`, `latency_p99_ms`, `prediction_drift`.'),
            min: optional(numeric('Smallest value allowed.')),
            max: optional(numeric('Largest value allowed.')),
          }),
        ),
      ),
      on_failure: optional(choice('What happens when the analysis fails.', ['abort', 'pause'])),
    }),
  ),
  monitors: optional(list('Monitors that watch it.', assetRef('monitor', 'A monitor.'))),
});

export type Deployment = Static<typeof DeploymentSchema>;
