import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../cli/cli-kit.ts';
import { addVersion, deployVersion, withGateway, withShop } from './deployment-kit.ts';

const PYTHON = join(
  ROOT,
  'test/peers/triton/.venv',
  process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
);

/** What a user of the client writes; prints what it got as JSON. */
const CLIENT = `
import json, sys
import numpy as np
import tritonclient.http as http
from tritonclient.utils import InferenceServerException

host, token = sys.argv[1:]
# The client adds headers of its own to the dict that it gets: each call has one for itself.
headers = lambda: {"Authorization": f"Bearer {token}"}
client = http.InferenceServerClient(host)

def tensor(name, values, datatype, binary):
    each = http.InferInput(name, list(values.shape), datatype)
    each.set_data_from_numpy(values, binary_data=binary)
    return each

def inputs(binary):
    return [
        tensor("items", np.array([1, 2, 3], dtype=np.int32), "INT32", binary),
        tensor("weight", np.array([[0.5], [np.nan], [2.5]]), "FP64", binary),
        tensor("express", np.array([True, False, True]), "BOOL", binary),
        tensor("town", np.array(["Ulm", "Köln", ""], dtype=object), "BYTES", binary),
    ]

def told(answer):
    return {
        "prediction": answer.as_numpy("prediction").tolist(),
        "score": answer.as_numpy("score").tolist(),
        "response": {key: value for key, value in answer.get_response().items() if key in ("model_name", "model_version", "id")},
    }

def failure(call):
    try:
        call()
    except InferenceServerException as error:
        return [error.status(), error.message()]

finite = inputs(True)
finite[1] = tensor("weight", np.array([0.5, 1.5, 2.5]), "FP64", False)
in_json = inputs(False)
in_json[1] = tensor("weight", np.array([0.5, 1.5, 2.5]), "FP64", False)
wanted = [http.InferRequestedOutput("score", binary_data=False), http.InferRequestedOutput("prediction", binary_data=True)]
print(json.dumps({
    "live": client.is_server_live(),
    "ready": client.is_server_ready(),
    "model": client.is_model_ready("price", headers=headers()),
    "version": client.is_model_ready("price", "3", headers=headers()),
    "server": client.get_server_metadata(headers=headers())["name"],
    "metadata": client.get_model_metadata("price", headers=headers()),
    "binary": told(client.infer("price", inputs(True), request_id="r1", headers=headers())),
    "json": told(client.infer("price", in_json, headers=headers(), outputs=wanted)),
    "mixed": told(client.infer("price", finite, model_version="3", headers=headers(), request_compression_algorithm="gzip")),
    "unknown": failure(lambda: client.infer("prices", inputs(True), headers=headers())),
    "stranger": failure(lambda: client.infer("price", inputs(True))),
}))
`;

test("NVIDIA's client of the protocol is answered, in JSON and in bytes", async () => {
  await withShop({}, async (shop) => {
    const nothingMissing = `class Predictor:
    def __init__(self, model_dir): pass
    def predict(self, rows):
        return [{"prediction": row["items"] + (row["weight"] or 100.0) + len(row["town"]), "score": float(row["express"])} for row in rows]
`;
    await addVersion(shop.registry, 3, { predictor: nothingMissing });
    await deployVersion(shop, 3);
    await withGateway(shop, async ({ url, token }) => {
      const { stdout } = await promisify(execFile)(PYTHON, ['-c', CLIENT, new URL(url).host, token]);
      const told = JSON.parse(stdout);
      assert.deepEqual(
        [told.live, told.ready, told.model, told.version, told.server],
        [true, true, true, true, 'plumbline'],
      );
      assert.deepEqual(told.metadata.inputs[0], { name: 'items', datatype: 'INT32', shape: [-1] });
      // Not a number is a missing value: the predictor sees None.
      assert.deepEqual(told.binary.prediction, [4.5, 106, 5.5]);
      assert.deepEqual(told.binary.response, { model_name: 'price', model_version: '3', id: 'r1' });
      assert.deepEqual(told.json.prediction, [4.5, 7.5, 5.5]);
      assert.deepEqual(
        [told.json.score, told.mixed.prediction],
        [
          [1, 0, 1],
          [4.5, 7.5, 5.5],
        ],
      );
      assert.deepEqual(told.unknown, ['404', 'there is no model prices; there is price']);
      assert.equal(told.stranger[0], '401');
    });
  });
});
