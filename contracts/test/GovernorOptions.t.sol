// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {vm} from "./support/Vm.sol";

/// @notice A proposal's id commits to its options and to which call belongs to which.
contract GovernorOptionsTest is GovernorFixture {
    function test_CommitsToTheLayoutInTheDescription() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        _proposeOptions(proposal, layout);
        string memory committed = "A garden\n\nipfs://bafkreigarden\n\n4;100;2;0,2#psephos-options";
        require(
            proposal.id ==
                governor.hashProposal(
                    proposal.targets,
                    proposal.values,
                    proposal.calldatas,
                    keccak256(bytes(committed))
                ),
            "id"
        );
    }

    function test_EmitsTheCommittedDescriptionAndTheLayout() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        string memory committed = "A garden\n\nipfs://bafkreigarden\n\n4;100;2;0,2#psephos-options";
        uint256 id = governor.hashProposal(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(committed))
        );
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            id,
            address(this),
            proposal.targets,
            proposal.values,
            new string[](2),
            proposal.calldatas,
            NOW + VOTING_DELAY,
            NOW + VOTING_DELAY + VOTING_PERIOD,
            committed
        );
        vm.expectEmit(address(governor));
        emit IGovernorOptions.ProposalOptionsCreated(id, 4, 2, 100, layout.callOptions);
        _proposeOptions(proposal, layout);
    }

    function test_KeepsTheLayout() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        _proposeOptions(proposal, layout);
        OptionsLayout memory kept = governor.proposalLayout(proposal.id);
        require(keccak256(abi.encode(kept)) == keccak256(abi.encode(layout)), "layout");
    }

    function test_KnowsNoLayoutOfAnUnknownProposal() public view {
        OptionsLayout memory none = governor.proposalLayout(7);
        require(none.optionCount == 0 && none.voiceCredits == 0, "none");
        require(none.maxWinners == 0 && none.callOptions.length == 0, "none");
    }

    function test_GivesEveryLayoutAnIdOfItsOwn() public {
        (Proposal memory proposal, ) = _twoCalls();
        OptionsLayout[5] memory layouts = [
            _layout(4, 2, 100, 0, 2),
            _layout(5, 2, 100, 0, 2),
            _layout(4, 0, 100, 0, 2),
            _layout(4, 2, 99, 0, 2),
            _layout(4, 2, 100, 2, 0)
        ];
        uint256[5] memory ids;
        for (uint256 i = 0; i < layouts.length; ++i) {
            ids[i] = _submit(proposal, layouts[i]);
            for (uint256 j = 0; j < i; ++j) require(ids[i] != ids[j], "same id");
        }
    }

    function test_RefusesTheSameProposalTwice() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        uint256 id = _submit(proposal, layout);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Pending,
                bytes32(0)
            )
        );
        _submit(proposal, layout);
    }

    function test_TakesFrom1To128Options() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        layout = _layout(1, 1, 100, 0, 0);
        require(_submit(proposal, layout) != 0, "1");
        layout = _layout(128, 128, 100, 0, 127);
        require(_submit(proposal, layout) != 0, "128");

        uint8[3] memory counts = [0, 129, 255];
        for (uint256 i = 0; i < counts.length; ++i) {
            layout = _layout(counts[i], 0, 100, 0, 0);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorOptions.GovernorInvalidOptionCount.selector,
                    counts[i]
                )
            );
            _submit(proposal, layout);
        }
    }

    function test_TakesAtMostAsManyWinnersAsOptions() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        layout.maxWinners = 4;
        _submit(proposal, layout);
        layout.maxWinners = 0;
        _submit(proposal, layout);
        layout.maxWinners = 5;
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidMaxWinners.selector, 5, 4)
        );
        _submit(proposal, layout);
    }

    function test_TakesFrom1To65535VoiceCredits() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        layout.voiceCredits = 1;
        _submit(proposal, layout);
        layout.voiceCredits = 65_535;
        _submit(proposal, layout);
        layout.voiceCredits = 0;
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidVoiceCredits.selector, 0)
        );
        _submit(proposal, layout);
    }

    function test_RefusesACallOfAnOptionThatIsNotThere() public {
        (Proposal memory proposal, ) = _twoCalls();
        _submit(proposal, _layout(4, 0, 100, 0, 3));
        OptionsLayout memory layout = _layout(4, 0, 100, 0, 4);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidCallOption.selector, 1, 4)
        );
        _submit(proposal, layout);
    }

    function test_TakesOneOptionForEachCall() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        for (uint256 length = 0; length < 4; ++length) {
            if (length == 2) continue;
            layout.callOptions = new uint8[](length);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorOptions.GovernorCallOptionsMismatch.selector,
                    length,
                    2
                )
            );
            _submit(proposal, layout);
        }
    }

    function test_RefusesCallsWithoutValuesOrData() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        proposal.values = new uint256[](1);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 2, 2, 1)
        );
        _submit(proposal, layout);
    }

    function test_RefusesAProposalWithoutCalls() public {
        Proposal memory proposal;
        OptionsLayout memory layout = _layout(4, 0, 100, 0, 0);
        layout.callOptions = new uint8[](0);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 0, 0, 0)
        );
        _submit(proposal, layout);
    }

    function test_MakesOneOptionOfAnOrdinaryProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        uint256 id = governor.hashProposal(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
        vm.expectEmit(address(governor));
        emit IGovernorOptions.ProposalOptionsCreated(id, 1, 0, VOICE_CREDITS, new uint8[](1));
        require(_submitOrdinary(proposal) == id, "id");
        OptionsLayout memory layout = governor.proposalLayout(id);
        require(layout.optionCount == 1 && layout.maxWinners == 0, "one option");
        require(layout.voiceCredits == VOICE_CREDITS && layout.callOptions.length == 1, "calls");
    }

    function test_KeepsTheMarkerForProposalsWithOptions() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        string[2] memory reserved = ["#psephos-options", "Text\n\n1;100;0;0#psephos-options"];
        for (uint256 i = 0; i < reserved.length; ++i) {
            proposal.description = reserved[i];
            vm.expectRevert(IGovernorOptions.GovernorReservedDescription.selector);
            _submitOrdinary(proposal);
        }
        string[4] memory free = ["", "psephos-options", "#psephos-options ", "#psephos-option"];
        for (uint256 i = 0; i < free.length; ++i) {
            proposal.description = free[i];
            _submitOrdinary(proposal);
        }
    }

    /// @dev Else somebody could take the id of a proposal with options before it is made, with
    /// the layout of an ordinary one.
    function test_LetsNobodyTakeTheIdOfAProposalWithOptions() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        string memory text = proposal.description;
        proposal.description = string.concat(text, _line(layout));
        vm.expectRevert(IGovernorOptions.GovernorReservedDescription.selector);
        _submitOrdinary(proposal);
        proposal.description = text;
        _proposeOptions(proposal, layout);
        require(governor.proposalLayout(proposal.id).optionCount == 4, "layout");
    }

    function test_KeepsAProposalForTheProposerItNames() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _twoCalls();
        address other = address(0x00000000000000000000000000000000000000AA);
        proposal.description = string.concat(
            TEXT,
            "#proposer=0x00000000000000000000000000000000000000aa"
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, address(this))
        );
        _submit(proposal, layout);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, address(this))
        );
        _submitOrdinary(proposal);

        vm.prank(other);
        uint256 id = _submit(proposal, layout);
        require(governor.proposalProposer(id) == other, "proposer");
    }

    function testFuzz_CommitsToEveryLayout(
        uint8 optionCount,
        uint8 maxWinners,
        uint16 voiceCredits,
        uint8 first,
        uint8 second
    ) public {
        (Proposal memory proposal, ) = _twoCalls();
        optionCount = 1 + (optionCount % 128);
        OptionsLayout memory layout = _layout(
            optionCount,
            maxWinners % (optionCount + 1),
            voiceCredits == 0 ? 1 : voiceCredits,
            first % optionCount,
            second % optionCount
        );
        _proposeOptions(proposal, layout);
        bytes32 committed = keccak256(bytes(proposal.description));
        require(
            proposal.id ==
                governor.hashProposal(
                    proposal.targets,
                    proposal.values,
                    proposal.calldatas,
                    committed
                ),
            "id"
        );
    }

    /// @dev Two calls, of options 0 and 2 of 4.
    function _twoCalls()
        private
        pure
        returns (Proposal memory proposal, OptionsLayout memory layout)
    {
        proposal.targets = new address[](2);
        (proposal.targets[0], proposal.targets[1]) = (_payee(0), _payee(2));
        proposal.values = new uint256[](2);
        (proposal.values[0], proposal.values[1]) = (1 ether, 3 ether);
        proposal.calldatas = new bytes[](2);
        proposal.calldatas[1] = hex"1234";
        proposal.description = TEXT;
        layout = _layout(4, 2, 100, 0, 2);
    }

    function _layout(
        uint8 optionCount,
        uint8 maxWinners,
        uint16 voiceCredits,
        uint8 first,
        uint8 second
    ) private pure returns (OptionsLayout memory layout) {
        uint8[] memory callOptions = new uint8[](2);
        (callOptions[0], callOptions[1]) = (first, second);
        return OptionsLayout(optionCount, maxWinners, voiceCredits, callOptions, 0);
    }

    function _submit(
        Proposal memory proposal,
        OptionsLayout memory layout
    ) private returns (uint256) {
        return
            governor.proposeOptions(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                layout,
                proposal.description
            );
    }

    function _submitOrdinary(Proposal memory proposal) private returns (uint256) {
        return
            governor.propose(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                proposal.description
            );
    }
}
