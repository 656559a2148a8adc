/** A model-dependent transformation: fitted on training data, applied in training and in inference. */
export interface TransformationFunction {
  readonly name: string;
  readonly description: string;
  readonly input: 'numeric' | 'categorical';
  /** How many columns one feature becomes. */
  readonly output: 'one column' | 'one column a category';
  /** What is learnt from the training data, and kept with the model. */
  readonly fits: readonly string[];
  readonly options?: readonly TransformationOption[];
}

export interface TransformationOption {
  readonly name: string;
  readonly description: string;
  readonly default: string | number;
}

/** The built-in functions, as Hopsworks names them. */
export const TRANSFORMATION_FUNCTIONS: readonly TransformationFunction[] = [
  {
    name: 'standard_scaler',
    description: 'Subtracts the mean and divides by the standard deviation.',
    input: 'numeric',
    output: 'one column',
    fits: ['mean', 'standard deviation'],
  },
  {
    name: 'min_max_scaler',
    description: 'Maps the smallest value to 0 and the largest to 1.',
    input: 'numeric',
    output: 'one column',
    fits: ['min', 'max'],
  },
  {
    name: 'robust_scaler',
    description: 'Subtracts the median and divides by the interquartile range.',
    input: 'numeric',
    output: 'one column',
    fits: ['quartiles'],
  },
  {
    name: 'label_encoder',
    description: 'Numbers the categories; one that training did not see becomes −1.',
    input: 'categorical',
    output: 'one column',
    fits: ['categories'],
  },
  {
    name: 'one_hot_encoder',
    description: 'Makes one true-or-false column of each category; one that training did not see is false in all.',
    input: 'categorical',
    output: 'one column a category',
    fits: ['categories'],
  },
  {
    name: 'log_transform',
    description: 'Natural logarithm; values of zero and below become missing.',
    input: 'numeric',
    output: 'one column',
    fits: [],
  },
  {
    name: 'equal_width_binner',
    description: 'Puts values into bins of equal width.',
    input: 'numeric',
    output: 'one column',
    fits: ['min', 'max'],
    options: [{ name: 'n_bins', description: 'The number of bins.', default: 10 }],
  },
  {
    name: 'equal_frequency_binner',
    description: 'Puts values into four bins that hold as many training rows each.',
    input: 'numeric',
    output: 'one column',
    fits: ['quartiles'],
  },
  {
    name: 'quantile_binner',
    description: 'Puts values into the bins between the quartiles of the training data.',
    input: 'numeric',
    output: 'one column',
    fits: ['quartiles'],
  },
  {
    name: 'quantile_transformer',
    description: 'Replaces a value by the share of training values below it.',
    input: 'numeric',
    output: 'one column',
    fits: ['percentiles'],
  },
  {
    name: 'rank_normalizer',
    description: 'Replaces a value by its rank among the training values, between 0 and 1.',
    input: 'numeric',
    output: 'one column',
    fits: ['percentiles'],
  },
  {
    name: 'winsorize',
    description: 'Cuts values off at the 1st and the 99th percentile of the training data.',
    input: 'numeric',
    output: 'one column',
    fits: ['percentiles'],
    options: [
      { name: 'p_low', description: 'The lower percentile.', default: 1 },
      { name: 'p_high', description: 'The upper percentile.', default: 99 },
    ],
  },
  {
    name: 'top_k_categorical_binner',
    description: 'Keeps the most frequent categories and puts the others together.',
    input: 'categorical',
    output: 'one column',
    fits: ['categories'],
    options: [
      { name: 'top_n', description: 'How many categories are kept.', default: 10 },
      { name: 'other_label', description: 'The name of the rest.', default: 'Other' },
    ],
  },
  {
    name: 'impute_mean',
    description: 'Fills missing values with the mean.',
    input: 'numeric',
    output: 'one column',
    fits: ['mean'],
  },
  {
    name: 'impute_median',
    description: 'Fills missing values with the median.',
    input: 'numeric',
    output: 'one column',
    fits: ['median'],
  },
  {
    name: 'impute_constant',
    description: 'Fills missing values with a number.',
    input: 'numeric',
    output: 'one column',
    fits: [],
    options: [{ name: 'value', description: 'The number to fill in.', default: 0 }],
  },
  {
    name: 'impute_mode',
    description: 'Fills missing values with the most frequent category.',
    input: 'categorical',
    output: 'one column',
    fits: ['mode'],
  },
  {
    name: 'impute_category',
    description: 'Fills missing values with a category of their own.',
    input: 'categorical',
    output: 'one column',
    fits: [],
    options: [{ name: 'value', description: 'The name of that category.', default: '__MISSING__' }],
  },
];

export function transformationFunction(name: string): TransformationFunction | undefined {
  return TRANSFORMATION_FUNCTIONS.find((each) => each.name === name);
}
