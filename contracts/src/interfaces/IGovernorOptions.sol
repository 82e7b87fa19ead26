// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a proposal lets people decide.
/// @param optionCount How many options it has, 1 to 128.
/// @param maxWinners The most options that may pass; 0 for no limit, else at most `optionCount`.
/// @param voiceCredits The budget of a ballot, 1 to 65 535.
/// @param callOptions For each call of the proposal, the option with which it runs.
/// @param committee The committee whose trustees decrypt the totals of a secret proposal; 0 where ballots are open.
struct OptionsLayout {
    uint8 optionCount;
    uint8 maxWinners;
    uint16 voiceCredits;
    uint8[] callOptions;
    bytes32 committee;
}

/// @title Proposals with options
/// @notice Each option may carry calls of its own; only the calls of passing options are queued and executed.
/// @dev The proposal id stays what OpenZeppelin's Governor makes it, a hash of targets, values, calldatas and
/// description. The layout is part of the description that is hashed and emitted: `proposeOptions` appends
/// `\n\n<optionCount>;<voiceCredits>;<maxWinners>;<callOptions, separated by commas>#psephos-options`, and for a secret
/// proposal `;<committee, 0x and 64 hex digits>` before the `#`. So the id commits to it, and `queue`, `execute` and
/// `cancel` work as any Governor's.
interface IGovernorOptions {
    /// @notice A proposal's layout, emitted beside `ProposalCreated` for ordinary proposals too.
    /// @param proposalId The proposal.
    /// @param optionCount How many options it has.
    /// @param maxWinners The most options that may pass; 0 for no limit.
    /// @param voiceCredits The budget of a ballot.
    /// @param callOptions For each call, the option with which it runs.
    event ProposalOptionsCreated(
        uint256 indexed proposalId,
        uint8 optionCount,
        uint8 maxWinners,
        uint16 voiceCredits,
        uint8[] callOptions
    );

    /// @notice A proposal with secret ballots was created; {ProposalOptionsCreated} says the rest.
    /// @param proposalId The proposal.
    /// @param committee Whose trustees decrypt its totals.
    event SecretProposalCreated(uint256 indexed proposalId, bytes32 indexed committee);

    /// @notice The voice credits of ordinary proposals changed.
    /// @param oldVoiceCredits The budget of a ballot before.
    /// @param newVoiceCredits The budget now.
    event DefaultVoiceCreditsUpdated(uint16 oldVoiceCredits, uint16 newVoiceCredits);

    /// @notice A proposal has 1 to 128 options.
    /// @param optionCount The number given.
    error GovernorInvalidOptionCount(uint256 optionCount);

    /// @notice No more options can win than there are.
    /// @param maxWinners The number given.
    /// @param optionCount The number of options.
    error GovernorInvalidMaxWinners(uint256 maxWinners, uint256 optionCount);

    /// @notice Voice credits are 1 to 65 535.
    /// @param voiceCredits The number given.
    error GovernorInvalidVoiceCredits(uint256 voiceCredits);

    /// @notice Each call belongs to one option of the proposal.
    /// @param call The call's position.
    /// @param option The option given for it.
    error GovernorInvalidCallOption(uint256 call, uint256 option);

    /// @notice There are as many entries in `callOptions` as calls.
    /// @param callOptions The number of entries.
    /// @param calls The number of calls.
    error GovernorCallOptionsMismatch(uint256 callOptions, uint256 calls);

    /// @notice The governor does not take secret proposals of this committee; many governors take none at all.
    /// @param committee The committee given.
    error GovernorCommitteeNotApproved(bytes32 committee);

    /// @notice The description ends as only that of a proposal with options may.
    error GovernorReservedDescription();

    /// @notice The call is not one that a passing option of an executing proposal makes.
    /// @param callHash keccak256 of the call's data.
    error GovernorCallNotPassing(bytes32 callHash);

    /// @notice Creates a proposal with options.
    /// @param targets The address each call goes to; at least one call.
    /// @param values The wei each call carries.
    /// @param calldatas The data of each call.
    /// @param layout Options, winners, voice credits, and which call belongs to which option.
    /// @param description `<title>\n\nipfs://<cid>`; the layout is appended to it.
    /// @return proposalId The proposal's id.
    function proposeOptions(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        OptionsLayout memory layout,
        string memory description
    ) external returns (uint256 proposalId);

    /// @notice Returns a proposal's layout.
    /// @param proposalId The proposal.
    /// @return Its layout; all zero if there is no such proposal.
    function proposalLayout(uint256 proposalId) external view returns (OptionsLayout memory);

    /// @notice Returns the budget of a ballot on an ordinary proposal.
    /// @return The voice credits.
    function defaultVoiceCredits() external view returns (uint16);

    /// @notice Changes the budget of a ballot on ordinary proposals made from now on. Governance only.
    /// @param newVoiceCredits The new budget, 1 to 65 535.
    function setDefaultVoiceCredits(uint16 newVoiceCredits) external;
}
