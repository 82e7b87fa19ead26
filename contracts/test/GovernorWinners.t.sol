// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";

/// @notice Of any number of options the best pass, and of equals the first, as a reference says that sorts nothing.
contract GovernorWinnersTest is GovernorFixture {
    function setUp() public override {
        super.setUp();
        _enrolUpTo(2);
    }

    /// @dev The wider the spread of votes, the fewer ties.
    function testFuzz_PassesTheBestOfUpTo128Options(
        uint256 seed,
        uint8 options,
        uint8 limit,
        uint8 spread
    ) public {
        options = 1 + (options % 128);
        limit = limit % (options + 1);
        uint256 highest = 1 + (spread % 22);
        int256[] memory margins = new int256[](options);
        for (uint256 i = 0; i < options; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            margins[i] = int256(random % (2 * highest + 1)) - int256(highest);
        }
        _requireWinners(margins, limit);
    }

    /// @dev Orders in which a sort may go wrong or take long.
    function test_PassesTheBestInAnyOrder() public {
        int256[] memory margins = new int256[](128);
        for (uint8 order = 0; order < 6; ++order) {
            for (uint256 i = 0; i < 128; ++i) margins[i] = _marginAt(order, int256(i));
            _requireWinners(margins, 1);
            _requireWinners(margins, 64);
            _requireWinners(margins, 127);
            _requireWinners(margins, 128);
        }
    }

    /// @dev All the same, ascending, descending, up and down, down and up, every other below 0.
    function _marginAt(uint8 order, int256 i) private pure returns (int256) {
        if (order == 0) return 5;
        if (order == 1) return 1 + i / 4;
        if (order == 2) return 32 - i / 4;
        if (order == 3) return 1 + (i < 64 ? i : 127 - i) / 2;
        if (order == 4) return 1 + (i < 64 ? 63 - i : i - 64) / 2;
        return i % 2 == 0 ? -i / 5 : 1 + i / 5;
    }

    function _requireWinners(int256[] memory margins, uint8 limit) private {
        uint256 id = _count(margins, limit);
        bool[] memory passing = governor.passingOptions(id);
        bool[] memory expected = _bestOf(margins, limit);
        for (uint256 i = 0; i < margins.length; ++i) require(passing[i] == expected[i], "passing");
        require(passing.length == margins.length, "length");
    }

    /// @dev Has one person cast the margins.
    function _count(int256[] memory margins, uint8 limit) private returns (uint256) {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.description = string(abi.encodePacked(_now(), limit));
        _proposeOptions(
            proposal,
            OptionsLayout(uint8(margins.length), limit, 65_535, new uint8[](1), 0)
        );
        _open(proposal.id);
        _cast(proposal.id, 1, margins);
        return proposal.id;
    }

    /// @dev From the highest margin down, and from the first option on, until there are as many as may win.
    function _bestOf(
        int256[] memory margins,
        uint256 limit
    ) private pure returns (bool[] memory best) {
        best = new bool[](margins.length);
        uint256 places = limit == 0 ? margins.length : limit;
        for (int256 margin = 40; margin > 0; --margin) {
            for (uint256 i = 0; i < margins.length; ++i) {
                if (margins[i] != margin || places == 0) continue;
                best[i] = true;
                --places;
            }
        }
    }
}
