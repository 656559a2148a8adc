/** What a client is told that cannot be answered: `{"error": "…"}`, as the Open Inference Protocol has it. */
export class HttpProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequest = (message: string) => new HttpProblem(400, message);
export const notFound = (message: string) => new HttpProblem(404, message);

/** Nobody reads the answer any more. */
export class ClientGone extends Error {}
