import assert from "node:assert/strict";
import fc from "fast-check";
import { cidrFault, overlaps, planSubnets, prefixLength, smallestSubnet } from "./cidr";

describe("address ranges", () => {
  it("accepts ranges of whole blocks only", () => {
    assert.equal(cidrFault("10.0.0.0/16"), undefined);
    assert.match(cidrFault("10.0.1.0/16") ?? "", /10\.0\.0\.0\/16/);
    for (const text of ["", "10.0.0.0", "10.0.0/16", "10.0.0.256/24", "10.0.0.0/33", "::/0"]) {
      assert.ok(cidrFault(text), `${text} was accepted`);
    }
  });
  it("divides a network into disjoint subnets inside it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 22 }), fc.integer({ min: 1, max: 6 }), (length, zones) => {
        const cidr = `10.0.0.0/${length}`;
        const plan = planSubnets(cidr, zones);
        const subnets = [...plan.public, ...plan.private];
        assert.equal(subnets.length, 2 * zones);
        for (const [i, subnet] of subnets.entries()) {
          assert.equal(cidrFault(subnet), undefined);
          assert.ok(overlaps(cidr, subnet) && prefixLength(subnet) > length);
          assert.ok(prefixLength(subnet) <= smallestSubnet(cidr, zones));
          assert.ok(
            subnets.every((other, j) => i === j || !overlaps(subnet, other)),
            `${subnet} overlaps`,
          );
        }
      }),
    );
  });
  it("moves no subnet when a zone is added", () => {
    const [two, three] = [planSubnets("10.0.0.0/16", 2), planSubnets("10.0.0.0/16", 3)];
    assert.deepEqual(three.public.slice(0, 2), two.public);
    assert.deepEqual(three.private.slice(0, 2), two.private);
  });
});
