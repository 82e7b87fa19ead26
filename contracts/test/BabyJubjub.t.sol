// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {BabyJubjub} from "../src/crypto/BabyJubjub.sol";
import {LagrangeWeights} from "../src/crypto/LagrangeWeights.sol";
import {
    BABY_FIELD,
    BABY_ORDER,
    BabyPoint,
    addBaby,
    babyBase,
    multiplyBaby
} from "./support/babyPoints.sol";
import {vm} from "./support/Vm.sol";

/// @notice BabyJubJub adds up as EIP-2494 says: beside numbers that two languages share, and beside that page's own
/// formula for points at random.
contract BabyJubjubTest {
    string private constant VECTORS = "test/vectors/babyJubjub.json";
    string private constant WEIGHTS = "test/vectors/lagrangeWeights.json";
    uint256 private constant SUMS = 9;
    uint256 private constant MULTIPLES = 37;
    uint256 private constant WEIGHT_SETS = 21;

    function test_AddsAsTheVectorsSay() public view {
        string memory json = vm.readFile(VECTORS);
        for (uint256 i = 0; i < SUMS; ++i) {
            string memory at = _item(".sums", i);
            BabyPoint memory left = _point(json, at, ".left");
            BabyPoint memory right = _point(json, at, ".right");
            BabyPoint memory sum = _point(json, at, ".sum");
            _requireSame(_sum(left, right, false), sum);
            _requireSame(_sum(right, left, false), sum);
            _requireSame(_sum(sum, right, true), left);
        }
    }

    function test_MultipliesAsTheVectorsSay() public view {
        string memory json = vm.readFile(VECTORS);
        for (uint256 i = 0; i < MULTIPLES; ++i) {
            string memory at = _item(".multiples", i);
            BabyPoint memory point = _point(json, at, ".point");
            BabyPoint memory product = _point(json, at, ".product");
            int256 scalar = int256(vm.parseJsonUint(json, string.concat(at, ".scalar")));
            require(_isZero(point, scalar, product, -1), "product");
            require(_isZero(point, -scalar, product, 1), "negative");
            require(!_isZero(point, scalar + 1, product, -1), "another");
        }
    }

    function test_TellsPointsFromWhatIsNone() public view {
        string memory json = vm.readFile(VECTORS);
        require(_isOnCurve(_point(json, "", ".basePoint")), "base");
        for (uint256 i = 0; i < 6; ++i)
            require(_isOnCurve(_point(json, _item(".points", i), ".point")), "point");
        for (uint256 i = 0; i < 7; ++i)
            require(_isOnCurve(_point(json, _item(".outsideSubgroup", i), ".point")), "outside");
        for (uint256 i = 0; i < 3; ++i) {
            require(!_isOnCurve(_point(json, _item(".offCurve", i), ".point")), "off");
            require(!_isOnCurve(_point(json, _item(".notCanonical", i), ".point")), "canonical");
        }
    }

    /// @dev The law is complete: points outside the subgroup add up too.
    function test_AddsPointsOutsideTheSubgroup() public view {
        string memory json = vm.readFile(VECTORS);
        for (uint256 i = 0; i < 7; ++i) {
            BabyPoint memory p = _point(json, _item(".outsideSubgroup", i), ".point");
            BabyPoint memory q = _point(json, _item(".outsideSubgroup", 6 - i), ".point");
            _requireSame(_sum(p, q, false), addBaby(p, q));
            _requireSame(_sum(p, p, true), BabyPoint(0, 1));
            require(!_isZero(p, 1, q, 0), "not the identity");
        }
    }

    function test_NormalisesNothing() public view {
        require(BabyJubjub.normalise(new uint256[](0)).length == 0, "nothing");
        uint256[] memory points = BabyJubjub.normalise(BabyJubjub.identities(3));
        for (uint256 i = 0; i < 6; ++i) require(points[i] == i % 2, "identity");
        // What is no point of the projective plane, comes out as no point of the curve.
        points = BabyJubjub.normalise(new uint256[](3));
        require(!BabyJubjub.isOnCurve(points[0], points[1]), "no point");
    }

    function test_SaysSoWhereNothingCanBeInverted() public {
        uint256[] memory q = new uint256[](2);
        (q[0], q[1]) = (babyBase().x, babyBase().y);
        vm.mockCallRevert(address(5), abi.encode(32, 32, 32), "");
        vm.expectRevert(BabyJubjub.BabyJubjubInversionFailed.selector);
        this.addTwice(babyBase(), q, false);
    }

    function test_TakesTheLeastScalar() public view {
        uint256 magnitude = mulmod(1, 2 ** 255, BABY_ORDER);
        BabyPoint memory product = multiplyBaby(babyBase(), magnitude);
        require(_isZero(babyBase(), type(int256).min, product, 1), "least");
    }

    function test_WeighsSharesAsTheVectorsSay() public view {
        string memory json = vm.readFile(WEIGHTS);
        for (uint256 i = 0; i < WEIGHT_SETS; ++i) {
            string memory at = _item(".sets", i);
            uint256[] memory positions = vm.parseJsonUintArray(
                json,
                string.concat(at, ".positions")
            );
            int256[] memory expected = vm.parseJsonIntArray(json, string.concat(at, ".weights"));
            (int256[] memory weights, uint256 denominator) = LagrangeWeights.weigh(positions);
            require(
                denominator == vm.parseJsonUint(json, string.concat(at, ".denominator")),
                "denominator"
            );
            for (uint256 j = 0; j < weights.length; ++j)
                require(weights[j] == expected[j], "weight");
        }
    }

    /// @dev A sum of three, in any order, with what is taken away again.
    function testFuzz_AddsInAnyOrder(uint16 a, uint16 b, uint16 c) public view {
        BabyPoint memory p = multiplyBaby(babyBase(), a);
        BabyPoint memory q = multiplyBaby(babyBase(), b);
        BabyPoint memory r = multiplyBaby(babyBase(), c);
        BabyPoint memory sum = multiplyBaby(babyBase(), uint256(a) + b + c);
        _requireSame(_sum(_sum(p, q, false), r, false), sum);
        _requireSame(_sum(p, _sum(r, q, false), false), sum);
        _requireSame(_sum(_sum(sum, p, true), q, true), r);
    }

    function testFuzz_FindsSumsOfMultiplesZeroOrNot(
        uint16[3] calldata logarithms,
        int88[3] calldata factors
    ) public view {
        uint256[] memory points = new uint256[](8);
        int256[] memory scalars = new int256[](4);
        int256 total;
        for (uint256 i = 0; i < 3; ++i) {
            BabyPoint memory p = multiplyBaby(babyBase(), logarithms[i]);
            (points[2 * i], points[2 * i + 1]) = (p.x, p.y);
            scalars[i] = factors[i];
            total += int256(uint256(logarithms[i])) * factors[i];
        }
        (points[6], points[7]) = (babyBase().x, babyBase().y);
        scalars[3] = -total;
        require(BabyJubjub.isSumZero(points, scalars), "zero");
        scalars[3] = 1 - total;
        require(!BabyJubjub.isSumZero(points, scalars), "one");
    }

    /// @dev p and q, or p without q, by the library.
    function _sum(
        BabyPoint memory p,
        BabyPoint memory q,
        bool negative
    ) private view returns (BabyPoint memory) {
        uint256[] memory right = new uint256[](2);
        (right[0], right[1]) = (q.x, q.y);
        uint256[] memory sum = this.addTwice(p, right, negative);
        return BabyPoint(sum[0], sum[1]);
    }

    /// @notice Adds to (0, 1) and to a point; what comes out first is checked, the second returned.
    function addTwice(
        BabyPoint calldata p,
        uint256[] calldata q,
        bool negative
    ) external view returns (uint256[] memory) {
        uint256[] memory sums = BabyJubjub.identities(1);
        (sums[0], sums[1]) = (p.x, p.y);
        BabyJubjub.accumulate(sums, q, negative);
        uint256[] memory alone = BabyJubjub.identities(1);
        BabyJubjub.accumulate(alone, q, negative);
        alone = BabyJubjub.normalise(alone);
        uint256 x = negative ? (BABY_FIELD - q[0]) % BABY_FIELD : q[0];
        require(alone[0] == x && alone[1] == q[1], "alone");
        return BabyJubjub.normalise(sums);
    }

    /// @dev Whether a·p + b·q is the identity.
    function _isZero(
        BabyPoint memory p,
        int256 a,
        BabyPoint memory q,
        int256 b
    ) private pure returns (bool) {
        uint256[] memory points = new uint256[](4);
        int256[] memory scalars = new int256[](2);
        (points[0], points[1], points[2], points[3]) = (p.x, p.y, q.x, q.y);
        (scalars[0], scalars[1]) = (a, b);
        return BabyJubjub.isSumZero(points, scalars);
    }

    function _isOnCurve(BabyPoint memory p) private pure returns (bool) {
        return BabyJubjub.isOnCurve(p.x, p.y);
    }

    function _point(
        string memory json,
        string memory at,
        string memory key
    ) private pure returns (BabyPoint memory) {
        uint256[] memory point = vm.parseJsonUintArray(json, string.concat(at, key));
        return BabyPoint(point[0], point[1]);
    }

    function _item(string memory list, uint256 i) private pure returns (string memory) {
        return string.concat(list, "[", Strings.toString(i), "]");
    }

    function _requireSame(BabyPoint memory p, BabyPoint memory q) private pure {
        require(p.x == q.x && p.y == q.y, "point");
    }
}
