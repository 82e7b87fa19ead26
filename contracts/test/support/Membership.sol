// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @notice A token that anybody may mint, for tests of who holds one.
contract Membership is ERC721("Membership", "MEMBER") {
    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }
}
