import assert from "node:assert/strict";
import { expressionFault } from "./condition";

describe("expression of a condition in simulated GCP", () => {
  for (const expression of [
    "true",
    'request.time < timestamp("2027-01-01T00:00:00Z")',
    "request.time.getHours('Europe/Berlin') >= 9 && !(request.time.getDayOfWeek() in [0, 6])",
    'resource.name.startsWith("projects/_/buckets/a/objects/logs/") || resource.type == "storage.googleapis.com/Bucket"',
    "resource.matchTag('123/env', 'prod') ? true : false",
    'api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/x"])',
    'resource.name.extract("folders/{name}/") == "it\'s \\"a\\""',
    "-1 + 2 * 3.5 > 0",
  ]) {
    it(`may be ${expression}`, () => assert.equal(expressionFault(expression), undefined));
  }

  for (const [expression, words] of [
    ["", /not parse/],
    ["request.time <", /not parse/],
    ["< request.time", /not parse/],
    ["request.time request.host", /not parse/],
    ["resource.name.startsWith('a'", /not parse/],
    ["resource.name.startsWith('a'))", /not parse/],
    ["()", /not parse/],
    ["[1, ]", /not parse/],
    ["request..time", /not parse/],
    ["resource.name == 'a", /signs/],
    ["a & b", /signs/],
    ['request.hour == "12"', /undefined field 'hour'/],
    ["resource.names == 'a'", /undefined field 'names'/],
  ] as const) {
    it(`may not be ${expression}`, () => assert.match(expressionFault(expression) ?? "", words));
  }
});
