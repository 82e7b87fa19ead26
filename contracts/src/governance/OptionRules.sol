// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IGovernorOptions, OptionsLayout} from "../interfaces/IGovernorOptions.sol";

/// @dev The end of every description that `proposeOptions` makes, and of no other.
bytes16 constant OPTIONS_MARKER = "#psephos-options";

/// @title OptionRules
/// @notice What a governor can say of a proposal without looking at its storage: which layouts there can be, how its
/// description tells of one, and whom a description lets propose.
/// @dev Part of {GovernorOptions}, which creates it, and a contract of its own only because one holds no more than 24 576
/// bytes.
contract OptionRules {
    using Strings for *;

    uint256 private constant MAX_OPTIONS = 128;
    /// @dev The length of `#proposer=` and an address.
    uint256 private constant PROPOSER_SUFFIX = 52;

    /// @notice Returns the description that a proposal with this layout gets; reverts if the layout is malformed.
    /// @param description What the proposer wrote.
    /// @param layout The layout. Whether its committee may be named is not checked here.
    /// @param calls How many calls the proposal makes.
    /// @return The description and the line of the layout.
    function describe(
        string calldata description,
        OptionsLayout calldata layout,
        uint256 calls
    ) external pure returns (string memory) {
        _check(layout, calls);
        string memory committee =
            layout.committee == 0
                ? ""
                : string.concat(";", uint256(layout.committee).toHexString(32));
        return
            string.concat(
                description,
                "\n\n",
                uint256(layout.optionCount).toString(),
                ";",
                uint256(layout.voiceCredits).toString(),
                ";",
                uint256(layout.maxWinners).toString(),
                ";",
                _join(layout.callOptions),
                committee,
                string(abi.encodePacked(OPTIONS_MARKER))
            );
    }

    /// @notice Tells whether an address may make a proposal of this description: if it ends in `#proposer=` and an
    /// address, only that one may. As OpenZeppelin's Governor has it.
    /// @param proposer The address.
    /// @param description What the proposer wrote.
    /// @return Whether it may.
    function isForProposer(
        address proposer,
        string calldata description
    ) external pure returns (bool) {
        bytes calldata text = bytes(description);
        if (text.length < PROPOSER_SUFFIX) return true;
        uint256 start = text.length - PROPOSER_SUFFIX;
        if (bytes10(text[start:start + 10]) != "#proposer=") return true;
        (bool success, address named) = string(text[start + 10:]).tryParseAddress();
        return !success || named == proposer;
    }

    function _check(OptionsLayout calldata layout, uint256 calls) private pure {
        if (layout.optionCount == 0 || layout.optionCount > MAX_OPTIONS) {
            revert IGovernorOptions.GovernorInvalidOptionCount(layout.optionCount);
        }
        if (layout.maxWinners > layout.optionCount) {
            revert IGovernorOptions.GovernorInvalidMaxWinners(
                layout.maxWinners,
                layout.optionCount
            );
        }
        if (layout.voiceCredits == 0)
            revert IGovernorOptions.GovernorInvalidVoiceCredits(layout.voiceCredits);
        if (layout.callOptions.length != calls)
            revert IGovernorOptions.GovernorCallOptionsMismatch(layout.callOptions.length, calls);
        for (uint256 i = 0; i < calls; ++i) {
            if (layout.callOptions[i] >= layout.optionCount)
                revert IGovernorOptions.GovernorInvalidCallOption(i, layout.callOptions[i]);
        }
    }

    /// @dev Numbers in decimal, separated by commas.
    function _join(uint8[] calldata numbers) private pure returns (string memory text) {
        for (uint256 i = 0; i < numbers.length; ++i) {
            text = string.concat(text, i == 0 ? "" : ",", uint256(numbers[i]).toString());
        }
    }
}
