/** Everything that is looked for in a Python file, found in one pass. */
export const PYTHON_QUERY = `
(function_definition) @function
(class_definition) @class
(import_statement name: (_) @import)
(import_from_statement name: (_) @import-from)
(import_from_statement (wildcard_import) @import-from)

(call function: [(identifier) (attribute)] @use)
(decorator [(identifier) (attribute)] @use)
(argument_list [(identifier) (attribute)] @use)
(keyword_argument value: [(identifier) (attribute)] @use)
(assignment right: [(identifier) (attribute)] @use)
(return_statement [(identifier) (attribute)] @use)
(list [(identifier) (attribute)] @use)
(tuple [(identifier) (attribute)] @use)
(pair value: [(identifier) (attribute)] @use)
(expression_list [(identifier) (attribute)] @use)

(assignment left: (subscript) @assigned)
(augmented_assignment left: (subscript) @assigned)
`;
