// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PersonhoodGovernor} from "../../src/governance/PersonhoodGovernor.sol";
import {IGovernorSafe} from "../../src/interfaces/IGovernorSafe.sol";
import {ISafe, SafeOperation} from "../../src/interfaces/ISafe.sol";
import {BelievingBallotVerifier} from "./BelievingBallotVerifier.sol";
import {DemandingGarden} from "./DemandingGarden.sol";
import {GovernorFixture} from "./GovernorFixture.sol";
import {ISafeAccount, ISafeProxyFactory} from "./ISafeAccount.sol";
import {deployCode} from "./deployCode.sol";
import {vm} from "./Vm.sol";

/// @notice A DAO whose treasury is a real Safe with one owner, this test. Its governor is the one that the README
/// shows; it speaks as the default one does, so the fixture's `governor` stands for it.
abstract contract SafeFixture is GovernorFixture {
    /// @dev In @safe-global/safe-smart-account.
    string private constant SINGLETON = "contracts/Safe.sol:Safe";
    string private constant FACTORY = "contracts/proxies/SafeProxyFactory.sol:SafeProxyFactory";
    string internal constant GARDEN = "contracts/test/examples/GardenGovernor.sol:GardenGovernor";
    /// @dev What stands before the first entry of a Safe's lists.
    address internal constant SENTINEL = address(1);

    ISafeAccount internal safe;
    ISafeProxyFactory private _factory;
    address private _singleton;

    function setUp() public virtual override {
        super.setUp();
        _singleton = deployCode(SINGLETON, "");
        _factory = ISafeProxyFactory(deployCode(FACTORY, ""));
        safe = _createSafe(address(this));
        governor = _deployGarden(address(safe));
        _enable(safe);
        vm.deal(address(safe), 100 ether);
        _enrolUpTo(4);
    }

    function _createSafe(address owner) internal returns (ISafeAccount) {
        address[] memory owners = new address[](1);
        owners[0] = owner;
        bytes memory setup = abi.encodeCall(
            ISafeAccount.setup,
            (owners, 1, address(0), "", address(0), address(0), 0, payable(0))
        );
        return ISafeAccount(_factory.createProxyWithNonce(_singleton, setup, gasleft()));
    }

    function _deployGarden(address executor) internal returns (PersonhoodGovernor) {
        bytes memory arguments = abi.encode(group, new BelievingBallotVerifier(), executor);
        return PersonhoodGovernor(payable(deployCode(GARDEN, arguments)));
    }

    /// @dev A governor of the Safe that asks for more than one of persons can give.
    function _deployDemanding() internal returns (DemandingGarden) {
        return new DemandingGarden(group, new BelievingBallotVerifier(), ISafe(address(safe)));
    }

    /// @dev As its owner.
    function _enable(ISafeAccount account) internal {
        _asOwner(
            account,
            address(account),
            abi.encodeCall(ISafeAccount.enableModule, (address(governor)))
        );
    }

    /// @dev Has the Safe make a call because its owner, this test, says so.
    function _asOwner(ISafeAccount account, address to, bytes memory data) internal {
        (bool success, bytes memory reason) = address(account).call(
            _ownerCall(address(this), to, data)
        );
        if (success) return;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    /// @dev What an owner calls its Safe with, to have it call `to`.
    function _ownerCall(
        address owner,
        address to,
        bytes memory data
    ) internal pure returns (bytes memory) {
        // The signature of an owner who is the caller.
        bytes memory signature = abi.encodePacked(uint256(uint160(owner)), uint256(0), uint8(1));
        return
            abi.encodeCall(
                ISafeAccount.execTransaction,
                (to, 0, data, SafeOperation.Call, 0, 0, 0, address(0), payable(0), signature)
            );
    }

    /// @dev The governor, with what only one with a Safe has.
    function _governorSafe() internal view returns (IGovernorSafe) {
        return IGovernorSafe(address(governor));
    }
}
