/** A suite with the one expectation that fits all data, and the cursor where the next goes. */
export const expectationSuiteTemplate = (name: string, group: string | undefined) => `name: ${name}
${group === undefined ? '' : `feature_group: ${group}\n`}expectations:
  - type: expect_table_row_count_to_be_between
    kwargs: { min_value: 1 }
  ‸
`;
